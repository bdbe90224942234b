using System.Net;
using System.Net.Sockets;

namespace ScoopDetector.Host.Deliveries.Http;

/// <summary>An HTTP client that connects only to addresses that it has looked at.</summary>
/// <remarks>The very address that was found good is connected to: a name that says another one the next time (DNS rebinding) gains nothing, and nobody is followed who sends elsewhere.
/// It goes through no proxy, which would look up names by itself, and keeps no cookies.</remarks>
internal static class GuardedHttp
{
    private static readonly TimeSpan Pooled = TimeSpan.FromMinutes(2);

    /// <param name="options">What is allowed.</param>
    /// <param name="resolve">How a name becomes addresses; null for the machine's own way.</param>
    public static HttpClient Create(DeliveriesOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var guard = new AddressGuard(options.AllowPrivate);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = Pooled,
            MaxResponseHeadersLength = 16,
            ConnectCallback = (context, stop) => ConnectAsync(guard, resolve ?? Dns.GetHostAddressesAsync, context.DnsEndPoint, stop),
        };
        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>> resolve, DnsEndPoint to, CancellationToken stop)
    {
        var found = IPAddress.TryParse(to.Host.Trim('[', ']'), out var literal) ? [literal] : await resolve(to.Host, stop);
        var good = found.Where(guard.Allows).ToArray();
        if (good.Length == 0)
        {
            throw new ForbiddenAddressException(found.Length == 0 ? "its name has no address" : "its address is private, and not in Deliveries:AllowPrivate");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(good, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Nothing may be sent there.</summary>
internal sealed class ForbiddenAddressException(string message) : Exception(message);
