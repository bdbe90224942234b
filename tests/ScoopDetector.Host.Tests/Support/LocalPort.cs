using System.Net;
using System.Net.Sockets;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>Ports below those that the system gives out by itself: a server can go away from one and come back to it.</summary>
internal static class LocalPort
{
    private const int First = 20_000;
    private const int Many = 10_000;

    private static int _next = Environment.ProcessId * 37;

    /// <summary>One that is free, and that no other test of this process is given.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Many);
            try
            {
                using var free = new TcpListener(IPAddress.Loopback, port);
                free.Start();
                return port;
            }
            catch (SocketException)
            {
                // Another program has it.
            }
        }
    }
}
