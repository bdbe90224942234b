using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace ScoopDetector.Host.Desk;

/// <summary>Believes proxies that are known whom they ask for, and by which scheme they were asked. What anybody else says of that is not heard.</summary>
internal static class Proxies
{
    /// <summary>What an entry of <see cref="DeskOptions.Proxies"/> must be.</summary>
    public const string Form = "an IP address such as 10.1.2.3 or a network such as 10.1.0.0/16 or fd00::/8, and not everybody";

    /// <returns>Null if it is neither an address nor a network, or if it is everybody.</returns>
    public static IPNetwork? Read(string text)
    {
        var first = text.Split('/')[0];
        if (!IPAddress.TryParse(first, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != first))
        {
            // The framework takes 10.1 for 10.0.0.1 and 010.0.0.1 for 8.0.0.1: whoever writes that means something else.
            return null;
        }
        return first == text ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0 ? network : null;
    }

    /// <remarks>Each proxy adds the address that it was asked from to the end of the header: from there on it is read, as long as each address is a known proxy's. What came before the first proxy was written by the visitor.</remarks>
    public static void UseProxies(this IApplicationBuilder app, DeskOptions options)
    {
        if (options.Proxies.Count == 0)
        {
            return;
        }
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
        {
            forwarded.KnownIPNetworks.Add(Read(proxy)!.Value);
        }
        app.UseForwardedHeaders(forwarded);
    }
}
