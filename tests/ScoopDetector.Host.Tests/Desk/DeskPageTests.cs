using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The page as a reader sees it, in a real browser.</summary>
public sealed class DeskPageTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly AlertBoard _board = new();
    private readonly List<string> _complaints = [];
    private DeskServer _server = null!;
    private IPage _page = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ILocator Cards => _page.Locator("article");

    private ILocator State => _page.Locator("#state");

    public async ValueTask InitializeAsync()
    {
        SetDefaultExpectTimeout(20_000);
        _page = await chromium.NewPageAsync();
        _page.PageError += (_, error) => _complaints.Add(error);
        _page.Console += (_, message) => Note(message);
        await _page.Clock.InstallAsync();
        _server = await DeskServer.StartAsync(_board, port: 0, Stop);
        await _page.GotoAsync(_server.Address);
        // The first heartbeat: from here on the page hears what is told.
        await Expect(State).ToHaveTextAsync("learning what is usual");
    }

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.CloseAsync();
        }
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_does_not_say_that_nothing_is_unusual_before_it_knows()
    {
        await _page.RouteAsync("**/api/v1/alerts", _ => Task.CompletedTask);
        await _page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });

        await Expect(State).ToHaveTextAsync("learning what is usual");
        await Expect(_page.Locator("#empty")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_alert_appears_by_itself()
    {
        await Expect(_page.Locator("#empty")).ToBeVisibleAsync();
        await _page.EvaluateAsync("window.sameVisit = true");

        _board.Post(SomeAlert.Of("tram", level: AlertLevel.Alert));

        await Expect(Cards).ToHaveCountAsync(1);
        await Expect(Cards.Locator("h2")).ToHaveTextAsync("A tram is off its rails");
        await Expect(Cards.Locator(".badge")).ToHaveTextAsync("ALERT");
        await Expect(Cards.Locator(".facts")).ToContainTextAsync("4 people, 5 posts: 2.5 a minute");
        await Expect(_page.Locator("#empty")).ToBeHiddenAsync();
        Assert.True(await _page.EvaluateAsync<bool>("window.sameVisit"));
    }

    [Fact]
    public async Task What_was_told_before_the_visit_is_there_newest_first()
    {
        _board.Post(SomeAlert.Of("tram", headline: "A tram is off its rails"));
        _board.Post(SomeAlert.Of("fire", headline: "Smoke over the harbour"));

        await _page.ReloadAsync();

        await Expect(Cards.Locator("h2")).ToHaveTextAsync(["Smoke over the harbour", "A tram is off its rails"]);
    }

    [Fact]
    public async Task An_update_changes_its_card_and_moves_none()
    {
        _board.Post(SomeAlert.Of("tram"));
        _board.Post(SomeAlert.Of("fire", headline: "Smoke over the harbour"));
        await Expect(Cards).ToHaveCountAsync(2);
        await _page.EvaluateAsync("window.card = document.getElementById('tram')");

        _board.Post(SomeAlert.Of("tram", revision: 2, headline: "Tram 9 is off its rails"));

        await Expect(Cards.Locator("h2")).ToHaveTextAsync(["Smoke over the harbour", "Tram 9 is off its rails"]);
        Assert.True(await _page.EvaluateAsync<bool>("window.card === document.getElementById('tram')"));
    }

    [Fact]
    public async Task A_watch_that_becomes_an_alert_comes_to_the_top()
    {
        _board.Post(SomeAlert.Of("tram"));
        _board.Post(SomeAlert.Of("fire"));
        await Expect(Cards.Locator(".badge")).ToHaveTextAsync(["WATCH", "WATCH"]);

        _board.Post(SomeAlert.Of("tram", revision: 2, level: AlertLevel.Alert));

        await Expect(Cards.Locator(".badge")).ToHaveTextAsync(["ALERT", "WATCH"]);
        await Expect(Cards.First).ToContainTextAsync("an alert since 07:02:00");
    }

    [Fact]
    public async Task A_merged_event_points_to_the_story_that_it_is_part_of()
    {
        _board.Post(SomeAlert.Of("tram"));
        _board.Post(SomeAlert.Of("crash"));

        _board.Post(SomeAlert.Of("crash", revision: 2) with { State = AlertState.Merged, MergedInto = "tram" });

        var ending = _page.Locator("#crash.ended .ending");
        await Expect(ending).ToHaveTextAsync("now part of another story");
        await ending.ClickAsync();
        await Expect(_page.Locator("article:target")).ToHaveIdAsync("tram");
    }

    [Theory]
    [InlineData(AlertState.Closed, "gone quiet")]
    [InlineData(AlertState.Retracted, "retracted")]
    public async Task An_event_that_has_ended_says_so(AlertState state, string words)
    {
        _board.Post(SomeAlert.Of("tram"));
        await Expect(Cards).ToHaveCountAsync(1);
        await Expect(Cards.Locator(".ending")).ToHaveCountAsync(0);

        _board.Post(SomeAlert.Of("tram", revision: 2) with { State = state });

        await Expect(_page.Locator("#tram.ended .ending")).ToHaveTextAsync(words);
    }

    [Fact]
    public async Task The_why_shows_each_reason_what_is_usual_and_the_sum()
    {
        _board.Post(SomeAlert.Of("tram") with
        {
            Why = [new("independent voices", 14, 4, 0.6), new("one origin", 0.5, 0.33, -0.2), new("links", 0.1, 0, 0.01)],
        });

        await Expect(Cards.Locator("tbody tr")).ToHaveTextAsync(["independent voices144+0.60", "one origin0.50.33−0.20"]);
        await Expect(Cards.Locator("tfoot tr")).ToHaveTextAsync("the score, with 1 more that hardly matter+0.41");
        var (speaksFor, against) = (await BoxAsync(".bar:not(.against)"), await BoxAsync(".bar.against"));
        Assert.Equal(3, speaksFor.Width / against.Width, 0.1);
        Assert.Equal(against.X + against.Width, speaksFor.X, 0.5);
    }

    [Fact]
    public async Task Only_the_newest_explains_itself_unless_the_reader_asks()
    {
        _board.Post(SomeAlert.Of("tram"));
        await Expect(WhyOf("tram")).ToBeVisibleAsync();

        _board.Post(SomeAlert.Of("fire"));
        await Expect(WhyOf("fire")).ToBeVisibleAsync();
        await Expect(WhyOf("tram")).ToBeHiddenAsync();

        await _page.Locator("#tram summary").ClickAsync();
        _board.Post(SomeAlert.Of("flood"));
        await Expect(WhyOf("flood")).ToBeVisibleAsync();
        await Expect(WhyOf("fire")).ToBeHiddenAsync();
        await Expect(WhyOf("tram")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_strangers_write_is_text_and_never_markup()
    {
        const string Attack = "<script>window.owned = true</script><img src=x onerror='window.owned = true'>";
        _board.Post(SomeAlert.Of("tram", headline: Attack) with { Terms = [Attack], Why = [new(Attack, 4, 1, 0.3)] });

        await Expect(Cards.Locator("h2")).ToHaveTextAsync(Attack);
        await Expect(Cards.Locator(".chips")).ToHaveTextAsync(Attack);
        await Expect(Cards.Locator("tbody th")).ToHaveTextAsync(Attack);
        Assert.Equal(0, await Cards.Locator("script, img").CountAsync());
        Assert.False(await _page.EvaluateAsync<bool>("'owned' in window"));
    }

    [Fact]
    public async Task The_heartbeat_says_how_the_stream_goes_and_when_it_has_ended()
    {
        _board.Beat(new("2026-03-02T07:41:05Z", 62_756, 508.4, 0, 0, "live"));
        await Expect(State).ToHaveTextAsync("live");
        await Expect(_page.Locator("dl")).ToContainTextAsync("07:41:05");
        await Expect(_page.Locator("#posts")).ToHaveTextAsync("62,756");
        await Expect(_page.Locator("#rate")).ToHaveTextAsync("508");

        _board.Beat(new("2026-03-02T07:41:06Z", 62_800, 0, 0, 0, "stopped"));
        await Expect(State).ToHaveTextAsync("the stream has ended");
    }

    [Fact]
    public async Task Silence_is_named_until_the_next_heartbeat()
    {
        await _page.Clock.FastForwardAsync(7_000);
        await Expect(State).ToHaveTextAsync("nothing heard for more than 5 s");

        _board.Beat(new(null, 0, 0, 0, 0, "live"));
        await Expect(State).ToHaveTextAsync("live");
    }

    [Fact]
    public async Task A_lost_connection_is_named_and_a_program_started_anew_takes_over()
    {
        _board.Post(SomeAlert.Of("tram", headline: "Told by the old one"));
        _board.Post(SomeAlert.Of("fire", headline: "Told by the old one, too"));
        await Expect(Cards).ToHaveCountAsync(2);
        var port = new Uri(_server.Address).Port;

        await _server.DisposeAsync();
        await Expect(State).ToHaveTextAsync("connection lost, trying again");
        await Expect(Cards).ToHaveCountAsync(2);

        var anew = new AlertBoard();
        anew.Post(SomeAlert.Of("fire", headline: "Told by the new one"));
        _server = await DeskServer.StartAsync(anew, port, Stop);
        await Expect(Cards.Locator("h2")).ToHaveTextAsync(["Told by the new one"]);
        await Expect(State).ToHaveTextAsync("learning what is usual");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Nothing_sticks_out_however_long_the_words_and_small_the_screen(int width)
    {
        await _page.SetViewportSizeAsync(width, 800);
        var endless = new string('w', 300);

        _board.Post(SomeAlert.Of("tram", headline: endless) with { Terms = [endless], Languages = ["ja"], Why = [new("voices that agree on two or more of the things that are said", 4, 1, 0.3)] });

        await Expect(WhyOf("tram")).ToBeVisibleAsync();
        Assert.Equal(width, await _page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task It_is_dark_or_light_as_the_reader_prefers()
    {
        await _page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await BackgroundAsync();
        await _page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

        Assert.NotEqual(dark, await BackgroundAsync());
    }

    [Fact]
    public async Task Nothing_of_it_makes_the_browser_complain()
    {
        _board.Post(SomeAlert.Of("tram", headline: "<b>電車</b>"));
        _board.Post(SomeAlert.Of("tram", revision: 2, level: AlertLevel.Alert) with { Why = [], Languages = [], Terms = [] });
        _board.Post(SomeAlert.Of("crash") with { State = AlertState.Merged, MergedInto = "gone", Flags = new(0.9, 0.9, true) });
        _board.Beat(new("2026-03-02T07:41:05Z", 62_756, 508.4, 0, 0, "live"));

        await Expect(State).ToHaveTextAsync("live");
        await Expect(Cards).ToHaveCountAsync(2);
        await _page.ReloadAsync();
        await Expect(Cards).ToHaveCountAsync(2);
        await Expect(State).ToHaveTextAsync("live");

        Assert.Empty(_complaints);
    }

    private ILocator WhyOf(string eventId) => _page.Locator($"#{eventId} table");

    private async Task<LocatorBoundingBoxResult> BoxAsync(string selector) => (await Cards.Locator(selector).BoundingBoxAsync())!;

    private Task<string> BackgroundAsync() => _page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            _complaints.Add(message.Text);
        }
    }
}
