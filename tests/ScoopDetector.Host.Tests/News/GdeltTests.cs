using System.Collections.Concurrent;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using ScoopDetector.Alerts;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class GdeltTests
{
    private const string Answer = """{"articles":[{"url":"https://a.example/1","title":"Flood in Magdeburg","seendate":"20260302T121500Z","domain":"a.example","language":"English"},{"url":"https://b.example/2","title":"Elbe flood","seendate":"soon","domain":"b.example"},{"title":"no address"}]}""";

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock = new(Noon);
    private readonly ConcurrentQueue<Headline> _headlines = new();
    private readonly ConcurrentQueue<(DateTimeOffset At, string Query)> _asked = new();
    private volatile bool _isSilent;

    [Fact]
    public void Articles_are_headlines_of_an_index_whose_times_are_not_believed()
    {
        var articles = GdeltText.Read(Encoding.UTF8.GetBytes(Answer), Noon, out var leftOut)!;

        Assert.Equal(
            new Headline { Id = "https://a.example/1", Url = "https://a.example/1", Source = "a.example", Title = "Flood in Magdeburg", PublishedAt = Noon.AddMinutes(15), FirstSeenAt = Noon, IsTrusted = false, Channel = NewsChannel.Index },
            articles[0]);
        Assert.Null(articles[1].PublishedAt);
        Assert.Equal((2, 1), (articles.Count, leftOut));
        Assert.All(articles, article => Assert.Equal(Noon, article.At));
    }

    [Fact]
    public void The_first_three_terms_are_asked_for_in_quotes() => Assert.Equal(
        "https://gdelt.example/doc?query=%22magdeburg%22%20%22elbe%20flood%22%20%22%E5%9C%B0%E9%9C%87%22&mode=artlist&format=json&sort=datedesc&timespan=180min&maxrecords=50",
        GdeltText.Question(new() { Address = new("https://gdelt.example/doc") }, ["#magdeburg", "https://a.example/1", "ok", "\"elbe flood\"", "Magdeburg", "地震", "river"])!.AbsoluteUri);

    [Fact]
    public void Where_no_term_would_be_found_nothing_is_asked() => Assert.Null(GdeltText.Question(new() { Address = new("https://gdelt.example/doc") }, ["ok", "!!!", "https://a.example"]));

    [Fact]
    public async Task Each_event_is_asked_about_once_an_hour_after_its_alert_and_never_two_within_five_seconds()
    {
        await using var server = await LocalServer.StartAsync((_, context) => AnswerAsync(context, Answer));
        Alert[] alerts = [Alerted("tram"), Alerted("tram"), Alerted("ferry"), Alerted("storm") with { Level = AlertLevel.Watch }, Alerted("flood") with { State = AlertState.Closed }];

        var asker = await WatchAsync(server, new(), alerts, asker => asker.Asked == 2);

        var at = _asked.Select(one => (one.At - Noon).TotalSeconds).ToArray();
        Assert.Equal(2, at.Length);
        Assert.InRange(at[0], 3600, 3601);
        Assert.InRange(at[1] - at[0], 5, 6);
        // The same articles are headlines once.
        Assert.Equal(2, _headlines.Count);
        Assert.Equal("GDELT answers: 2 of 2 events are in its index, 0 were not asked about", asker.Words);
    }

    [Fact]
    public async Task Faults_are_waited_out_and_after_three_the_next_event_has_its_turn()
    {
        await using var server = await LocalServer.StartAsync(async (server, context) =>
        {
            switch (_asked.Count + 1)
            {
                case 1:
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "300";
                    await AnswerAsync(context, "");
                    break;
                case 2:
                    await AnswerAsync(context, "Please limit requests to one every 5 seconds.");
                    break;
                case 3:
                    _asked.Enqueue((_clock.GetUtcNow(), ""));
                    await HangAsync(server, context);
                    break;
                case 4:
                    _asked.Enqueue((_clock.GetUtcNow(), ""));
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync(Answer[..40]);
                    context.Abort();
                    break;
                default:
                    await AnswerAsync(context, """{}""");
                    break;
            }
        });

        var asker = await WatchAsync(server, new(), [Alerted("tram"), Alerted("ferry")], asker => asker.Asked == 1);

        var at = _asked.Select(one => one.At).ToArray();
        Assert.Equal(5, at.Length);
        Assert.InRange((at[1] - at[0]).TotalSeconds, 300, 302);
        Assert.Equal((1, 0), (asker.LeftOut, asker.Covered));
        Assert.Empty(_headlines);
    }

    [Fact]
    public void Alerts_beyond_the_queue_and_without_a_term_are_counted_and_nobody_waits()
    {
        using var http = new HttpClient();
        var asker = new GdeltAsker(new() { Address = new("http://gdelt.example/"), Queue = 2 }, http, _clock);
        foreach (var name in new[] { "tram", "ferry", "storm", "flood" })
        {
            asker.Told(Alerted(name));
        }
        asker.Told(Alerted("empty") with { Terms = [] });

        Assert.Equal(3, asker.LeftOut);
    }

    [Fact]
    public async Task What_a_start_reads_again_of_days_before_is_not_asked_about()
    {
        await using var server = await LocalServer.StartAsync((_, context) => AnswerAsync(context, Answer));

        var asker = await WatchAsync(server, new(), [Alerted("tram") with { AlertedAt = "2026-02-20T12:00:00.000Z" }, Alerted("ferry")], asker => asker.Asked == 1);

        Assert.Single(_asked);
        Assert.Equal(0, asker.LeftOut);
    }

    [Fact]
    public void Whatever_is_done_to_an_answer_nothing_throws_and_each_article_is_a_headline_or_counted() =>
        Gen.Select(Gen.Int[0, Answer.Length - 1], Gen.Byte, Gen.Int[0, 30]).Sample((at, value, cut) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Answer);
            byte[] changed = [.. bytes[..at], value, .. bytes[Math.Min(bytes.Length, at + cut)..]];
            var articles = GdeltText.Read(changed, Noon, out var leftOut);
            Assert.True(articles is null || articles.Count + leftOut <= 3);
        }, time: 2);

    private static Alert Alerted(string name) => SomeAlert.Of(name, level: AlertLevel.Alert) with { AlertedAt = "2026-03-02T12:00:00.000Z" };

    private async Task HangAsync(LocalServer server, HttpContext context)
    {
        _isSilent = true;
        try
        {
            await context.HangAsync(server);
        }
        finally
        {
            _isSilent = false;
        }
    }

    private async Task AnswerAsync(HttpContext context, string text)
    {
        _asked.Enqueue((_clock.GetUtcNow(), context.Request.Query["query"].ToString()));
        await context.Response.WriteAsync(text);
    }

    private async Task<GdeltAsker> WatchAsync(LocalServer server, GdeltOptions options, IEnumerable<Alert> alerts, Func<GdeltAsker, bool> until)
    {
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient();
        var asker = new GdeltAsker(options with { Address = server.Http }, http, _clock);
        foreach (var alert in alerts)
        {
            asker.Told(alert);
        }
        var running = asker.RunAsync(_headlines.Enqueue, stop.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!until(asker))
        {
            Assert.False(deadline.IsCancellationRequested || running.IsFaulted, $"Not within two minutes: {asker.Words}; {running.Exception}");
            // Who asks has a timer for the answer; nobody lets that run down but a server that says nothing.
            if (_clock.Waiting == 1 && asker.IsAsking == _isSilent && _clock.Waiting == 1)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
            await Task.Yield();
        }
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        return asker;
    }
}
