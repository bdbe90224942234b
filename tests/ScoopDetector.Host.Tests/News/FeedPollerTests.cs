using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class FeedPollerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock = new(Start);
    private readonly ConcurrentQueue<Headline> _headlines = new();

    [Fact]
    public async Task A_feed_is_asked_only_for_what_has_changed()
    {
        var conditions = new ConcurrentQueue<string>();
        await using var server = await LocalServer.StartAsync(async (_, context) =>
        {
            conditions.Enqueue($"{context.Request.Headers.IfNoneMatch}");
            if (context.Request.Headers.IfNoneMatch == "\"v1\"" && conditions.Count < 4)
            {
                context.Response.StatusCode = 304;
                return;
            }
            context.Response.Headers.ETag = conditions.Count < 4 ? "\"v1\"" : "\"v2\"";
            await context.Response.WriteAsync(Rss(conditions.Count < 4 ? 1 : 2));
        });

        var news = await WatchAsync(1, server, news => news.Feeds[0].Looks == 5);

        Assert.Equal(["", "\"v1\"", "\"v1\"", "\"v1\"", "\"v2\""], conditions.Take(5));
        Assert.Equal(["item 1", "item 2"], _headlines.Select(headline => headline.Title).Distinct());
        Assert.Equal(2, news.Feeds[0].Unchanged);
    }

    [Fact]
    public async Task Servers_in_trouble_are_asked_less_often_and_none_of_it_loses_a_headline()
    {
        var at = new ConcurrentQueue<double>();
        await using var server = await LocalServer.StartAsync(async (_, context) =>
        {
            at.Enqueue((_clock.GetUtcNow() - Start).TotalSeconds);
            switch (at.Count)
            {
                case 1:
                    context.Response.StatusCode = 500;
                    break;
                case 2:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "1200";
                    break;
                case 3:
                    await context.Response.WriteAsync(Rss(1)[..^30]);
                    break;
                default:
                    await context.Response.WriteAsync(Rss(2));
                    break;
            }
        });

        await WatchAsync(1, server, _ => _headlines.Count == 2);

        var times = at.ToArray();
        Assert.InRange(times[1] - times[0], 180 * 0.8, 180 * 1.25);
        Assert.InRange(times[2] - times[1], 1200 * 0.8, 1200 * 1.25);
        Assert.InRange(times[3] - times[2], 90 * 0.8, 90 * 1.25);
    }

    [Fact]
    public async Task Warnings_say_so_and_an_authority_that_has_none_answers_all_the_same()
    {
        await using var server = await LocalServer.StartAsync((_, context) => context.Response.WriteAsync(context.Request.Path == "/0"
            ? """<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>W1</identifier><sent>2026-03-02T11:00:00Z</sent><status>Actual</status><msgType>Alert</msgType><info><headline>Flood</headline></info></alert>"""
            : """<feed xmlns="http://www.w3.org/2005/Atom"><title>Nothing to warn of</title></feed>"""));

        var news = await WatchAsync(2, server, news => news.Feeds.All(IsRead), NewsChannel.Warning);

        Assert.Equal([("W1", "Flood", NewsChannel.Warning)], _headlines.Select(headline => (headline.Id, headline.Title, headline.Channel)));
        Assert.All(news.Feeds, feed => Assert.Null(feed.Fault));
    }

    [Fact]
    public async Task Feeds_that_offer_a_hub_are_counted()
    {
        await using var server = await LocalServer.StartAsync((_, context) =>
        {
            if (context.Request.Path == "/1")
            {
                context.Response.Headers.Link = "<https://a.example/self>; rel=\"self\", <https://hub.example/>; rel=\"hub\"";
            }
            return context.Response.WriteAsync(context.Request.Path == "/0" ? Rss(1).Replace("<channel>", "<channel><link rel=\"hub\" href=\"https://hub.example/\"/>", StringComparison.Ordinal) : Rss(1));
        });

        var news = await WatchAsync(3, server, news => news.Feeds.All(IsRead));

        Assert.Equal(["https://hub.example/", "https://hub.example/", null], news.Feeds.Select(feed => feed.Hub));
        Assert.EndsWith("; 2 feeds offer a hub", news.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_feeds_are_asked_evenly_and_never_all_at_once()
    {
        var seconds = new ConcurrentQueue<int>();
        await using var server = await LocalServer.StartAsync(async (_, context) =>
        {
            seconds.Enqueue((int)(_clock.GetUtcNow() - Start).TotalSeconds);
            if (context.Request.Headers.IfNoneMatch == "\"v\"")
            {
                context.Response.StatusCode = 304;
                return;
            }
            context.Response.Headers.ETag = "\"v\"";
            await context.Response.WriteAsync(Rss(1));
        });

        // SCOOP_TEST_FEEDS=1000 SCOOP_TEST_MINUTES=60 is a larger newsroom, and takes a minute.
        var (feeds, minutes) = (Asked("SCOOP_TEST_FEEDS", 300), Asked("SCOOP_TEST_MINUTES", 10));
        var news = await WatchAsync(feeds, server, _ => _clock.GetUtcNow() >= Start.AddMinutes(minutes));

        // Each is asked every 90 s.
        Assert.InRange(seconds.Count, feeds * minutes * 60 / 90 * 0.9, feeds * minutes * 60 / 90 * 1.1);
        Assert.InRange(seconds.GroupBy(second => second / 10).Max(ten => ten.Count()), 1, feeds / 9 * 2);
        Assert.Equal(feeds, _headlines.Count);
        Assert.InRange(news.Feeds.Sum(feed => feed.Unchanged), seconds.Count - feeds - 16, seconds.Count - feeds);
    }

    [Fact]
    public void The_starter_list_has_forty_feeds_in_ten_languages_and_more()
    {
        var feeds = Feed.Read(null);

        Assert.Equal((40, 11), (feeds.Count, feeds.Select(feed => feed.Lang).Distinct().Count()));
        Assert.Equal(40, feeds.Select(feed => feed.Url).Distinct().Count());
    }

    [Fact]
    public void A_feed_is_of_news_unless_it_says_that_it_warns()
    {
        using var folder = new TemporaryFolder();

        var feeds = Feed.Read(folder.Write("feeds.json", """[{"source":"A","lang":"en","url":"https://a.example"},{"source":"B","lang":"en","url":"https://b.example","channel":"warning"}]"""));

        Assert.Equal([NewsChannel.News, NewsChannel.Warning], feeds.Select(feed => feed.Channel));
    }

    [Theory]
    [InlineData("[]", "must be a list of feeds")]
    [InlineData("""[{"source":"A","lang":"en","url":"ftp://a.example"}]""", "must be a list of feeds")]
    [InlineData("{", "cannot be read")]
    [InlineData("""[{"source":"A","lang":"en","url":"https://a.example","channel":"gossip"}]""", "cannot be read")]
    [InlineData("""[{"source":"A","lang":"en","url":"https://a.example","channel":"index"}]""", "channel, news or warning")]
    public void A_list_that_is_none_stops_the_start(string json, string message)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(message, Assert.Throws<UsageException>(() => Feed.Read(folder.Write("feeds.json", json))).Message, StringComparison.Ordinal);
    }

    private static int Asked(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var asked) ? asked : otherwise;

    private static string Rss(int items) => string.Create(CultureInfo.InvariantCulture,
        $"<rss><channel>{string.Concat(Enumerable.Range(1, items).Select(i => $"<item><guid>{i}</guid><title>item {i}</title><pubDate>Mon, 02 Mar 2026 11:00:00 GMT</pubDate></item>"))}</channel></rss>");

    [Fact]
    public async Task When_headlines_can_be_handed_on_no_more_all_polling_ends_with_the_reason()
    {
        await using var server = await LocalServer.StartAsync(async (_, context) => await context.Response.WriteAsync(Rss(1)));
        using var http = new HttpClient();
        using var news = new NewsRun(
            [.. Enumerable.Range(0, 3).Select(i => new Feed($"feed {i}", "en", new Uri(server.Http, $"/{i}")))], new(), http, _clock, new Random(5),
            _ => throw new InvalidOperationException("no topic"));
        var running = news.RunAsync(TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!running.IsCompleted && !deadline.IsCancellationRequested)
        {
            await PassAsync(news);
        }

        Assert.True(running.IsCompleted);
        Assert.Equal("no topic", (await Assert.ThrowsAsync<InvalidOperationException>(() => running)).Message);
    }

    [Fact]
    public async Task A_request_that_breaks_at_the_moment_of_the_stop_is_no_fault()
    {
        using var stop = new CancellationTokenSource();
        using var wire = new BreakingWire();
        using var http = new HttpClient(wire);
        using var news = new NewsRun([new("feed", "en", new Uri("http://feed.example/"))], new(), http, _clock, new Random(5), _headlines.Enqueue);
        var running = news.RunAsync(stop.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!wire.Asked.IsCompleted && !deadline.IsCancellationRequested)
        {
            await PassAsync(news);
        }
        Assert.True(wire.Asked.IsCompleted);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>
    /// Lets a second pass once every feed waits for its next turn. A feed has one timer while it waits and one while its request is under way, and
    /// none on the ways between them: who has a timer, then no request, then a timer, waits.
    /// </summary>
    private async Task PassAsync(NewsRun news)
    {
        if (_clock.Waiting == news.Feeds.Count && news.UnderWay == 0 && _clock.Waiting == news.Feeds.Count)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        await Task.Yield();
    }

    /// <summary>Its first answer is taken in, and not only on its way.</summary>
    private static bool IsRead(FeedPoller feed) => feed.Fault != "not yet asked";

    private async Task<NewsRun> WatchAsync(int feeds, LocalServer server, Func<NewsRun, bool> until, NewsChannel channel = NewsChannel.News)
    {
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient();
        using var news = new NewsRun(
            [.. Enumerable.Range(0, feeds).Select(i => new Feed($"feed {i}", "en", new Uri(server.Http, $"/{i}"), channel))], new(), http, _clock, new Random(5), _headlines.Enqueue);
        var running = news.RunAsync(stop.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!until(news))
        {
            Assert.False(deadline.IsCancellationRequested || running.IsFaulted, $"Not within two minutes: {news.Words}; {news.Feeds[0].Fault}; {running.Exception}");
            await PassAsync(news);
        }
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return news;
    }

    private sealed class BreakingWire : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked.SetResult();
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var watching = cancellationToken.Register(stopped.SetResult);
            await stopped.Task;
            throw new HttpRequestException("refused");
        }
    }
}
