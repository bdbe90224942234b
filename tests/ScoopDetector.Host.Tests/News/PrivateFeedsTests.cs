using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Host.Http;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

/// <summary>Whoever publishes a feed must not have this process read what is inside.</summary>
public sealed class PrivateFeedsTests : IAsyncLifetime
{
    private const string Rss = "<rss><channel><item><guid>1</guid><title>A tram is off its rails</title></item></channel></rss>";

    private readonly VirtualClock _clock = new(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<Headline> _headlines = new();
    private readonly ConcurrentQueue<string> _cookies = new();
    private LocalServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LocalServer.StartAsync(async (_, context) =>
    {
        foreach (var cookie in context.Request.Cookies)
        {
            _cookies.Enqueue(cookie.Key);
        }
        if (context.Request.Query["to"] is [{ } elsewhere])
        {
            context.Response.Cookies.Append("who", "somebody");
            context.Response.Redirect(elsewhere);
            return;
        }
        await context.Response.WriteAsync(Rss);
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_feed_of_the_house_is_not_asked_until_its_network_is_named()
    {
        var refused = await AskAsync(new(), At("127.0.0.1"));
        Assert.Empty(_server.Requests);
        Assert.Equal($"not asked: its address is private, and not in News:AllowPrivate (127.0.0.1:{Port})", refused.Feeds[0].Fault);
        Assert.Equal(1, refused.Refused);
        Assert.EndsWith("; not asked, for want of an address that is public or in News:AllowPrivate: feed 0", refused.Words, StringComparison.Ordinal);

        var asked = await AskAsync(Allowing("127.0.0.1/32"), At("127.0.0.1"));
        Assert.Equal("A tram is off its rails", Assert.Single(_headlines).Title);
        Assert.Null(asked.Feeds[0].Fault);
        Assert.Equal(0, asked.Refused);
        Assert.EndsWith("times that cannot be true", asked.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("inside.example")]
    [InlineData("[::ffff:127.0.0.2]")]
    public async Task A_feed_that_leads_inside_is_not_followed(string host)
    {
        var news = await AskAsync(Allowing("127.0.0.1/32"), new Uri(At("127.0.0.1"), $"/?to={Uri.EscapeDataString(At(host).AbsoluteUri)}"));

        Assert.Single(_server.Requests);
        Assert.Empty(_headlines);
        Assert.Contains("not asked: its address is private, and not in News:AllowPrivate", news.Feeds[0].Fault, StringComparison.Ordinal);
        Assert.Equal(1, news.Refused);
    }

    [Fact]
    public async Task A_feed_that_has_moved_is_followed_and_each_address_on_the_way_is_looked_at()
    {
        var last = At("outside.example");
        var first = new Uri(At("127.0.0.1"), $"/?to={Uri.EscapeDataString($"{At("outside.example")}?to={Uri.EscapeDataString(last.AbsoluteUri)}")}");

        var news = await AskAsync(Allowing("127.0.0.1/32"), first);

        Assert.Equal(3, _server.Requests.Count);
        Assert.Empty(_cookies);
        Assert.Single(_headlines);
        Assert.Equal((null, 0), (news.Feeds[0].Fault, news.Refused));
    }

    [Fact]
    public async Task A_name_that_comes_to_mean_an_address_inside_is_refused_and_the_other_feeds_go_on()
    {
        var news = await AskAsync(Allowing("127.0.0.1/32"), At("inside.example"), At("outside.example"));

        Assert.Equal($"not asked: its address is private, and not in News:AllowPrivate (inside.example:{Port})", news.Feeds[0].Fault);
        Assert.Null(news.Feeds[1].Fault);
        Assert.Single(_headlines);
    }

    [Fact]
    public void A_network_that_is_none_stops_the_start() => Assert.Contains(
        "News: AllowPrivate holds '10.1.2': it must be a network such as 10.1.2.0/24.",
        Assert.Throws<UsageException>(() => ScoopSettings.Read(SettingsCatalogue.Product, null, new Dictionary<string, string>(), ["News:AllowPrivate=10.1.2"])).Message, StringComparison.Ordinal);

    private int Port => _server.Http.Port;

    private Uri At(string host) => new($"http://{host}:{Port}/");

    private static NewsOptions Allowing(params string[] networks) => new() { AllowPrivate = networks };

    private static Task<IPAddress[]> ResolveAsync(string name, CancellationToken stop) =>
        Task.FromResult<IPAddress[]>([name == "outside.example" ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]);

    /// <summary>Until each feed has had its turn.</summary>
    private async Task<NewsRun> AskAsync(NewsOptions options, params Uri[] feeds)
    {
        using var stop = new CancellationTokenSource();
        var guard = options.Guard();
        using var http = GuardedHttp.Follow(guard, ResolveAsync);
        using var news = new NewsRun([.. feeds.Select((feed, i) => new Feed($"feed {i}", "en", feed))], options, http, _clock, new Random(5), _headlines.Enqueue) { Guard = guard };
        var running = news.RunAsync(stop.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (news.Feeds.Any(feed => feed.Fault == "not yet asked"))
        {
            Assert.False(deadline.IsCancellationRequested || running.IsCompleted, news.Words);
            if (_clock.Waiting == feeds.Length && news.UnderWay == 0 && _clock.Waiting == feeds.Length)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
            await Task.Yield();
        }
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return news;
    }
}
