using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>A simulated network and its news: what happened in the hour before is told in seconds, what happens from then on as it happens.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>How many times faster the past is told: slow enough to be scraped some times.</summary>
    private const double Haste = 200;

    private readonly ConcurrentDictionary<string, string> _news = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LocalServer _server = null!;

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

    /// <summary>It is silent until then.</summary>
    public void Begin() => _begun.TrySetResult();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TalkAsync(LocalServer server, HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.Ended);
        await context.Response.Body.FlushAsync(end.Token);
        await _begun.Task.WaitAsync(end.Token);
        var begun = TimeProvider.System.GetUtcNow();
        var options = new SimulationOptions { Start = begun - Before, Warmup = TimeSpan.FromMinutes(31), Hours = 2, PostsPerSecond = 5, EventsPerHour = 60, SmallestEvent = 30, LargestEvent = 200, DeletedShare = 0.1, AttacksPerHour = 12 };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var lines = new Firehose(options).GetEnumerator();
        for (var isMore = lines.MoveNext(); isMore && await pace.WaitForNextTickAsync(end.Token);)
        {
            var now = TimeProvider.System.GetUtcNow();
            var told = options.Start + ((now - begun) * Haste);
            for (; isMore && lines.Current.ObservedAt < (told < now ? told : now); isMore = lines.MoveNext())
            {
                await context.Response.Body.WriteAsync(lines.Current.Json, end.Token);
                await context.Response.Body.WriteAsync("\n"u8.ToArray(), end.Token);
                Overhear(lines.Current);
            }
            await context.Response.Body.FlushAsync(end.Token);
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
