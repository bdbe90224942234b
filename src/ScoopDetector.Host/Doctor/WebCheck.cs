using System.Globalization;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Sources.Topic;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Doctor;

/// <summary>Looks whether live networks and news feeds answer. Any answer will do: whether a token is right only a run can tell.</summary>
internal sealed class WebCheck(HttpClient http, ClockCheck clock)
{
    /// <summary>Beyond these, feeds are only counted.</summary>
    private const int MostNamed = 5;

    public async Task<Finding> SourceAsync(string name, SourcesOptions options, KafkaOptions kafka, CancellationToken stop)
    {
        try
        {
            if (SourceCatalogue.Create(name, options, new ReadOptions(), http, TimeProvider.System, kafka).Source is TopicSource topic)
            {
                return topic.Look() is { } wrong ? Finding.Wrong($"source {name}", wrong) : Finding.Ok($"source {name}", $"topic {options.Topic.Topic} can be read");
            }
        }
        catch (UsageException fault)
        {
            return Finding.Wrong($"source {name}", fault.Message);
        }
        var fault1 = default(string);
        foreach (var address in Addresses(name, options))
        {
            fault1 = await FaultAsync(http, address, stop);
            if (fault1 is null)
            {
                return Finding.Ok($"source {name}", $"{address.Host} answers");
            }
        }
        return Finding.Wrong($"source {name}", $"none of its addresses answers ({fault1}): is this machine on the internet, and may it go there?");
    }

    public async Task<IReadOnlyList<Finding>> FeedsAsync(NewsOptions options, CancellationToken stop)
    {
        IReadOnlyList<Feed> feeds;
        try
        {
            feeds = Feed.Read(options.Feeds);
        }
        catch (UsageException fault)
        {
            return [Finding.Wrong("feeds", fault.Message)];
        }
        using var room = new SemaphoreSlim(options.AtOnce);
        using var guarded = GuardedHttp.Follow(options.Guard());
        guarded.Timeout = http.Timeout;
        var faults = await Task.WhenAll(feeds.Select(async feed =>
        {
            await room.WaitAsync(stop);
            try
            {
                return (feed.Source, Fault: await FaultAsync(guarded, feed.Url, stop));
            }
            finally
            {
                room.Release();
            }
        }));
        var silent = faults.Where(feed => feed.Fault is not null).ToList();
        return silent.Count == 0
            ? [Finding.Ok("feeds", string.Create(CultureInfo.InvariantCulture, $"all {feeds.Count} answer"))]
            : [.. silent.Take(MostNamed).Select(feed => Finding.Wrong($"feed {feed.Source}", $"{feed.Fault}: correct its address in News:Feeds, or take it out")),
               .. silent.Count > MostNamed ? [Finding.Wrong("feeds", string.Create(CultureInfo.InvariantCulture, $"{silent.Count} of {feeds.Count} do not answer: is this machine on the internet?"))] : Array.Empty<Finding>()];
    }

    private static IEnumerable<Uri> Addresses(string name, SourcesOptions options) => name switch
    {
        "bluesky" => options.Bluesky.Hosts,
        "mastodon" => [options.Mastodon.Address],
        "x" => [options.X.Address],
        "nostr" => options.Nostr.Relays,
        "plurk" => [options.Plurk.Address],
        _ => options.Lines.Address is { } address ? [address] : [],
    };

    private async Task<string?> FaultAsync(HttpClient client, Uri address, CancellationToken stop)
    {
        // A server of WebSockets answers ordinary requests too, be it with a refusal.
        var plain = new UriBuilder(address) { Scheme = address.Scheme is "wss" or "https" ? "https" : "http", Port = address.Port }.Uri;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, plain);
            request.Headers.UserAgent.ParseAdd(UserAgent.Text);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer.Headers.Date is { } date)
            {
                clock.Server(date);
            }
            return (int)answer.StatusCode >= 500 ? $"{plain.Host} answers {(int)answer.StatusCode}" : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return fault.InnerException?.Message ?? fault.Message;
        }
    }
}
