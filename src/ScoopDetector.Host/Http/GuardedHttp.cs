using System.Net;
using System.Net.Sockets;

namespace ScoopDetector.Host.Http;

/// <summary>HTTP clients that connect only to addresses that a guard has looked at.</summary>
/// <remarks>The very address that was found good is connected to: a name that says another one the next time (DNS rebinding) gains nothing, and whoever is sent elsewhere is looked at there too.
/// They keep no cookies, which would go from one feed to another of the same host. They go through no proxy, which would look up names by itself.</remarks>
internal static class GuardedHttp
{
    /// <summary>Feeds move, to https and to another name, seldom farther.</summary>
    private const int MostRedirects = 5;

    private static readonly TimeSpan Pooled = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>One that sends: it follows nobody who sends elsewhere.</summary>
    /// <param name="guard">Which addresses are allowed.</param>
    /// <param name="resolve">How a name becomes addresses; null for the machine's own way.</param>
    public static HttpClient Create(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var handler = Handler(guard, resolve);
        (handler.AllowAutoRedirect, handler.MaxResponseHeadersLength) = (false, 16);
        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>One that reads: it goes where it is sent, and each connection on the way is looked at. From https it is not led to http.</summary>
    /// <param name="guard">Which addresses are allowed.</param>
    /// <param name="resolve">How a name becomes addresses; null for the machine's own way.</param>
    public static HttpClient Follow(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var handler = Handler(guard, resolve);
        (handler.MaxAutomaticRedirections, handler.ConnectTimeout) = (MostRedirects, Patience);
        return new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static SocketsHttpHandler Handler(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>>? resolve) => new()
    {
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = Pooled,
        ConnectCallback = (context, stop) => ConnectAsync(guard, resolve ?? Dns.GetHostAddressesAsync, context.DnsEndPoint, stop),
    };

    private static async ValueTask<Stream> ConnectAsync(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>> resolve, DnsEndPoint to, CancellationToken stop)
    {
        var good = guard.Good(IPAddress.TryParse(to.Host.Trim('[', ']'), out var literal) ? [literal] : await resolve(to.Host, stop));
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
