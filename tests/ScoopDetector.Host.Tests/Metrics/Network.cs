using System.Text;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Tests.Support;

namespace ScoopDetector.Host.Tests.Metrics;

/// <summary>A network of one stream of lines, ten posts a second, that can be cut and comes back.</summary>
internal sealed class Network : IAsyncDisposable
{
    private LocalServer _server = null!;
    private volatile CancellationTokenSource? _open = new();
    private int _posts;

    public Uri Address => _server.Http;

    public static async Task<Network> StartAsync()
    {
        var network = new Network();
        network._server = await LocalServer.StartAsync(network.AnswerAsync);
        return network;
    }

    public void Cut() => Interlocked.Exchange(ref _open, null)!.Cancel();

    public void Mend() => _open = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(LocalServer server, HttpContext context)
    {
        if (_open is not { } open)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(open.Token, context.RequestAborted, server.Ended);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await pace.WaitForNextTickAsync(end.Token))
            {
                var number = Interlocked.Increment(ref _posts);
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":"{{number}}","author_id":"{{number % 97}}","created_at":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}},"text":"tea number {{number % 13}}"}""" + "\n"), end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            }
        }
        finally
        {
            context.Abort();
        }
    }
}
