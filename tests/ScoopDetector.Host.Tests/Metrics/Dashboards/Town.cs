using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>A simulated network and its news, as it happens; what happened in the hour before can be had at once.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, string> _news = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _opened = TimeProvider.System.GetUtcNow();
    private readonly IEnumerator<SimulatedLine> _lines;
    private LocalServer _server = null!;
    private bool _isWaiting;

    private Town() => _lines = new Firehose(new()
    {
        Start = _opened - Before,
        Warmup = TimeSpan.FromMinutes(31),
        Hours = 2,
        PostsPerSecond = 5,
        EventsPerHour = 60,
        SmallestEvent = 30,
        LargestEvent = 200,
        DeletedShare = 0.1,
        AttacksPerHour = 12,
    }).GetEnumerator();

    /// <summary>A message a line.</summary>
    public Uri Network => _server.Http;

    /// <summary>An RSS feed.</summary>
    public Uri News => new(_server.Http, "/news");

    public static async Task<Town> StartAsync()
    {
        var town = new Town();
        town._server = await LocalServer.StartAsync((server, context) => context.Request.Path == "/news" ? town.ReportAsync(context) : town.TalkAsync(server, context));
        return town;
    }

    /// <summary>What was said before it was opened: to be asked for before <see cref="Begin"/>.</summary>
    public IEnumerable<byte[]> Past() => SaidBefore(_opened);

    /// <summary>It is silent until then.</summary>
    public void Begin() => _begun.TrySetResult();

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        return _server.DisposeAsync();
    }

    private async Task TalkAsync(LocalServer server, HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.Ended);
        await context.Response.Body.FlushAsync(end.Token);
        await _begun.Task.WaitAsync(end.Token);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pace.WaitForNextTickAsync(end.Token))
        {
            foreach (var line in SaidBefore(TimeProvider.System.GetUtcNow()))
            {
                await context.Response.Body.WriteAsync(line, end.Token);
                await context.Response.Body.WriteAsync("\n"u8.ToArray(), end.Token);
            }
            await context.Response.Body.FlushAsync(end.Token);
        }
    }

    private IEnumerable<byte[]> SaidBefore(DateTimeOffset moment)
    {
        // The one that is not yet to be said stays the current one.
        while ((_isWaiting || _lines.MoveNext()) && !(_isWaiting = _lines.Current.ObservedAt >= moment))
        {
            Overhear(_lines.Current);
            yield return _lines.Current.Json.ToArray();
        }
    }

    /// <summary>The press prints what it first hears of an event, word for word.</summary>
    private void Overhear(SimulatedLine line)
    {
        if (line is { Kind: LineKind.Post, Happening: { Newsworthy: true } happening } && !_news.ContainsKey(happening.Id))
        {
            using var post = JsonDocument.Parse(line.Json);
            _news.TryAdd(happening.Id, $"<item><guid>{happening.Id}</guid><title>{System.Net.WebUtility.HtmlEncode(post.RootElement.GetProperty("text").GetString())}</title><pubDate>{line.ObservedAt:R}</pubDate></item>");
        }
    }

    private Task ReportAsync(HttpContext context) => context.Response.WriteAsync($"<rss><channel>{string.Concat(_news.Values)}</channel></rss>");
}
