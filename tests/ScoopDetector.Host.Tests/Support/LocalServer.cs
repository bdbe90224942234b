using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>A server on this machine that answers as a test tells it to, over real sockets.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalServer(WebApplication app) => _app = app;

    /// <summary>Path and query of all requests, in their order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Ends the connections that are left hanging on purpose.</summary>
    public CancellationToken Ended => _app.Lifetime.ApplicationStopping;

    public Uri Http => new(_app.Urls.First());

    public Uri WebSocket => new(_app.Urls.First().Replace("http", "ws", StringComparison.Ordinal));

    /// <param name="answer">To each request.</param>
    /// <param name="port">Where; 0 for a free one.</param>
    public static async Task<LocalServer> StartAsync(Func<LocalServer, HttpContext, Task> answer, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var server = new LocalServer(app);
        app.UseWebSockets();
        app.Run(async context =>
        {
            server.Requests.Enqueue(context.Request.Path + context.Request.QueryString);
            try
            {
                await answer(server, context);
            }
            catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException)
            {
                // The other side has gone, or the test is over.
            }
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal static class LocalServerExtensions
{
    public static Task SayAsync(this WebSocket socket, string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The beginning of a message whose end never comes.</summary>
    public static Task SayHalfAsync(this WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message[..(message.Length / 2)]), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);

    /// <summary>Silence, until the other side has had enough or the test is over.</summary>
    public static async Task HangAsync(this HttpContext context, LocalServer server)
    {
        var never = new TaskCompletionSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.Ended);
        await never.Task.WaitAsync(either.Token);
    }
}
