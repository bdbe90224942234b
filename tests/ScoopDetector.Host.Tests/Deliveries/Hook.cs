using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Deliveries.Ways;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.Tests.Support;

namespace ScoopDetector.Host.Tests.Deliveries;

/// <summary>A receiver of hooks on this machine, over real HTTP.</summary>
internal sealed class Hook : IAsyncDisposable
{
    private LocalServer _server = null!;

    /// <summary>What was received, whatever was answered.</summary>
    public ConcurrentQueue<HookRequest> Requests { get; } = new();

    /// <summary>Default 204.</summary>
    public Func<HookRequest, HttpContext, Task> Answer { get; set; } = (_, context) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public Uri Address => new(_server.Http, "/hook");

    public LocalServer Server => _server;

    public static async Task<Hook> OpenAsync()
    {
        var hook = new Hook();
        hook._server = await LocalServer.StartAsync(async (_, context) =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var request = new HookRequest(context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.ToArray());
            hook.Requests.Enqueue(request);
            await hook.Answer(request, context);
        });
        return hook;
    }

    /// <summary>Makes ways to here over the guarded client, with this machine allowed.</summary>
    public static Func<RuleOptions, IWay> Ways(TimeProvider clock, DeliveriesOptions? options = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var set = options ?? new() { AllowPrivate = ["127.0.0.0/8"] };
        return WayCatalogue.Of(set, GuardedHttp.Create(set.Guard(), resolve), clock);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

internal sealed record HookRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
