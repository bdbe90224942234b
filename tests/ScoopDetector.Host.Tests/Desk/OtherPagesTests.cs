using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Store;
using ScoopDetector.News;
using ScoopDetector.Places;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The page of an event, the search and the wall.</summary>
public sealed class OtherPagesTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    [Fact]
    public async Task The_page_of_an_event_tells_its_story_and_follows_it()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert) with { Counts = new(15, 12, 7, 0.5, 9, 0) });
        var page = await SitDownAsync("/events/tram");

        await Expect(page.Locator("article h2")).ToHaveTextAsync("A tram is off its rails");
        var timeline = page.Locator(".timeline svg");
        await Expect(timeline).ToHaveAttributeAsync("aria-label", "From 07:00 to 07:02 UTC: at most 10 posts a minute, usually 0.5, at times up to 1.9; ○ watch at 07:01, ▲ alert at 07:02.");
        await Expect(page.Locator(".why tfoot")).ToContainTextAsync("+0.30");
        await Expect(page.Locator(".timeline figcaption")).ToContainTextAsync("All posts a minute between revisions, 07:00–07:02 UTC");
        await Expect(Grid(page, "Revisions").Locator("tbody tr")).ToHaveCountAsync(2);

        Desk.Post(SomeAlert.Of("tram", revision: 3, AlertLevel.Alert) with { Counts = new(14, 11, 7, 0.5, 9, 1) });
        await Expect(Grid(page, "Revisions").Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(timeline.Locator("text.withdrawn")).ToHaveTextAsync("− 1 withdrawn");
    }

    [Fact]
    public async Task Why_it_fired_is_told_as_it_was_when_it_rose_and_as_it_was_told_last_to_whoever_asks()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert) with { Why = [new("independent voices", 9, 1, 1.4)] });
        var page = await SitDownAsync("/events/tram");
        var (caption, score, orders) = (page.Locator(".why caption"), page.Locator(".why tfoot .figure"), page.GetByRole(AriaRole.Group, new() { Name = "Of which revision" }));
        await Expect(caption).ToHaveTextAsync("Why it fired: the parts of its score at 07:02:00, revision 2");
        await Expect(orders).ToHaveCountAsync(0);

        Desk.Post(SomeAlert.Of("tram", revision: 3, AlertLevel.Alert) with { Why = [new("independent voices", 5, 1, 0.2)] });

        await Expect(orders.Locator("[aria-pressed=true]")).ToHaveTextAsync("as it rose, 07:02:00");
        await Expect(score).ToHaveTextAsync("+1.40");
        await orders.GetByText("as told last, 07:03:00").ClickAsync();
        await Expect(caption).ToContainTextAsync("at 07:03:00, revision 3");
        await Expect(score).ToHaveTextAsync("+0.20");
        await orders.GetByText("as it rose").ClickAsync();
        await Expect(score).ToHaveTextAsync("+1.40");

        Desk.Post(SomeAlert.Of("tram", revision: 4, AlertLevel.Alert) with { AlertedAt = "2026-03-03T00:04:00.000Z", Why = [new("independent voices", 5, 1, 0.2)] });
        await Expect(orders.GetByRole(AriaRole.Button)).ToHaveTextAsync(["as it rose, 2026-03-02 07:02:00", "as told last, 2026-03-03 00:04:00"]);
    }

    [Fact]
    public async Task The_plot_has_the_band_of_what_is_usual_and_says_each_of_its_marks_in_words_too()
    {
        var news = new NewsWatch(new(), Gazetteer.None, () => null, TimeProvider.System);
        Desk.Listen(news);
        Desk.Post(news.Cover(SomeAlert.Of("tram", headline: "A Tram is off its Rails") with { Terms = ["Tram", "Rails"] }));
        Desk.Post(news.Cover(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert, "A Tram is off its Rails") with { Terms = ["Tram", "Rails"], Counts = new(15, 12, 7, 0.5, 9, 0) }));
        Desk.Post(news.Cover(SomeAlert.Of("tram", revision: 3, AlertLevel.Alert, "A Tram is off its Rails") with { Terms = ["Tram", "Rails"], Counts = new(14, 11, 7, 0.5, 9, 1) }));
        news.Hear(new() { Id = "h1", Source = "Yle", Title = "Tram leaves its rails", Url = "https://yle.example/1", PublishedAt = DateTimeOffset.Parse("2026-03-02T07:05:00Z", System.Globalization.CultureInfo.InvariantCulture) });
        Desk.Beat(Heartbeat.None with { State = PipelineState.Live, EventTime = "2026-03-02T07:09:00.000Z" });
        var page = await SitDownAsync("/events/tram");

        await Expect(page.Locator(".marks li")).ToHaveTextAsync(["○ watch 07:01:00", "▲ alert 07:02:00", "− 1 withdrawn 07:03:00", "◆ headline 07:05:00 Yle", "│ now 07:09:00"]);
        await Expect(page.Locator(".timeline line.mark")).ToHaveCountAsync(5);
        await Expect(page.Locator(".timeline .legend").First).ToContainTextAsync("how far usual swings: 0 to 1.9");
        await Expect(page.Locator(".timeline rect.band")).ToHaveCountAsync(1);
        using var http = new HttpClient { BaseAddress = new(Open.Address) };
        Assert.Contains("\"usual\":{\"leastPerMinute\":0,\"mostPerMinute\":1.943}", await http.GetStringAsync("/api/v1/alerts/tram", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_posted_since_it_was_told_last_is_drawn_as_not_known_yet_and_neither_as_none_nor_as_before()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert) with { Counts = new(15, 12, 7, 0.5, 9, 0) });
        Desk.Beat(Heartbeat.None with { State = PipelineState.Live, EventTime = "2026-03-02T07:09:00.000Z" });
        var page = await SitDownAsync("/events/tram");
        var (open, last) = (page.Locator(".timeline rect.open"), page.Locator(".timeline rect.rate").Last);

        Assert.True(await LeftOf(open) >= await LeftOf(last) + await WidthOf(last));
        await Expect(page.Locator(".timeline .legend").First).ToContainTextAsync("not told anew since 07:02:00: its posts are not counted yet");
        await Expect(page.Locator(".timeline svg")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("; not told anew since 07:02; "));

        Desk.Post(SomeAlert.Of("tram", revision: 3, AlertLevel.Alert) with { State = AlertState.Closed, AlertedAt = "2026-03-02T07:08:00.000Z" });
        await Expect(open).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Headlines_about_an_event_stand_on_its_page_and_an_editor_says_whether_they_are()
    {
        var news = new NewsWatch(new(), Gazetteer.None, () => null, TimeProvider.System);
        Desk.Listen(news);
        Desk.Post(news.Cover(SomeAlert.Of("tram", level: AlertLevel.Alert, headline: "A Tram is off its Rails") with { Terms = ["Tram", "Rails"] }));
        var page = await SitDownAsync("/events/tram");
        await Expect(page.Locator("article .facts")).ToContainTextAsync("none known yet");

        news.Hear(new() { Id = "h1", Source = "Yle", Title = "Tram leaves its rails", Url = "https://yle.example/1", PublishedAt = DateTimeOffset.Parse("2026-03-02T07:05:00Z", System.Globalization.CultureInfo.InvariantCulture) });
        news.Hear(new() { Id = "h2", Source = "Police", Title = "Tram off rails, stay away", Url = "javascript:alert(1)", Channel = NewsChannel.Warning, PublishedAt = DateTimeOffset.Parse("2026-03-02T07:06:00Z", System.Globalization.CultureInfo.InvariantCulture) });

        await Expect(page.Locator(".mentions li")).ToHaveCountAsync(2);
        await Expect(page.Locator(".mentions a")).ToHaveAttributeAsync("href", "https://yle.example/1");
        await Expect(page.Locator("article .facts")).ToContainTextAsync("Yle 07:05:00: Tram leaves its rails (we led by 4 min)");
        await Expect(page.Locator("article .facts")).ToContainTextAsync("warning by Police 07:06:00");
        await page.Locator(".mentions li").First.GetByRole(AriaRole.Button, new() { Name = "it is not" }).ClickAsync();

        await Expect(page.Locator(".mentions .refused .standing")).ToHaveTextAsync("not about it");
        await Expect(page.Locator("article .facts")).ToContainTextAsync("none known yet");
        await Expect(page.Locator(".acts-log li")).ToContainTextAsync("says that “Tram leaves its rails” is not about it");
        using var http = new HttpClient { BaseAddress = new(Open.Address) };
        Assert.Contains("\"key\":\"Yle h1\"", await http.GetStringAsync("/api/v1/alerts/tram/headlines", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_sorted_as_the_reader_wants_it()
    {
        Desk.Post(SomeAlert.Of("tram") with
        {
            Evidence = [new("p2", "2026-03-02T07:00:30.000Z", "zoe", "representative", SaidBefore: 0.5, Media: true), new("p1", "2026-03-02T07:00:00.000Z", "mia", "first", SaidBefore: 0.1), new("p3", "2026-03-02T07:00:40.000Z", "abe", "voice", SaidBefore: 0)],
        });
        var page = await SitDownAsync("/events/tram");
        var authors = Grid(page, "Posts in evidence").Locator("tbody tr td:nth-child(4)");
        await Expect(authors).ToHaveTextAsync(["mia", "zoe", "abe"]);
        await Expect(Grid(page, "Posts in evidence").Locator("tbody tr td:nth-child(5)")).ToHaveTextAsync(["10 %", "50 %", "0 %"]);
        using var http = new HttpClient { BaseAddress = new(Open.Address) };

        foreach (var (button, query, order) in new[] { ("author", "author", "abe mia zoe"), ("media first", "media", "zoe mia abe"), ("most original", "original", "abe mia zoe"), ("earliest", "earliest", "mia zoe abe") })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(authors).ToHaveTextAsync(order.Split(' '));
            var record = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/alerts/tram?evidence={query}", Stop)).RootElement;
            Assert.Equal(order, string.Join(' ', record.GetProperty("entry").GetProperty("alert").GetProperty("evidence").EnumerateArray().Select(post => post.GetProperty("authorId").GetString())));
        }
    }

    [Fact]
    public async Task Posts_of_another_story_are_ticked_and_split_off_which_shows_on_other_desks_and_can_be_undone()
    {
        Desk.Post(SomeAlert.Of("tram") with { Evidence = [new("p1", "2026-03-02T07:00:00.000Z", "mia", "representative"), new("p2", "2026-03-02T07:00:30.000Z", "zoe", "voice"), new("p3", "2026-03-02T07:00:40.000Z", "abe", "voice")] });
        var (page, desk) = (await SitDownAsync("/events/tram"), await SitDownAsync(name: "Bo"));
        await Expect(page.GetByLabel("by mia is another story")).ToBeDisabledAsync();

        await page.GetByLabel("by zoe is another story").CheckAsync();
        await page.GetByLabel("by abe is another story").CheckAsync();
        await page.Locator("#other").FillAsync("Smoke over the harbour");
        await page.Locator("#split button").ClickAsync();

        await Expect(page.Locator("#toast")).ToContainTextAsync("2 posts split off.");
        await Expect(Grid(page, "Posts in evidence").Locator("tbody tr td:nth-child(4)")).ToHaveTextAsync(["mia"]);
        await Expect(desk.Locator("#tram-s1 h2")).ToHaveTextAsync("Smoke over the harbour");
        await Expect(desk.Locator("#tram-s1 .ending")).ToHaveAttributeAsync("href", "/events/tram");
        await Expect(desk.Locator(".log li").First).ToContainTextAsync("Ada split 2 posts off");

        await page.Locator("#toast button").ClickAsync();

        await Expect(Grid(page, "Posts in evidence").Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(desk.Locator("#tram-s1.folded .ending")).ToHaveTextAsync("now part of another story");
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task What_was_ticked_stays_when_a_split_is_refused()
    {
        AlertEvidence[] posts = [new("p1", "2026-03-02T07:00:00.000Z", "mia", "representative"), new("p2", "2026-03-02T07:00:30.000Z", "zoe", "voice"), new("p3", "2026-03-02T07:00:40.000Z", "abe", "voice")];
        Desk.Post(SomeAlert.Of("tram") with { Evidence = posts });
        var page = await SitDownAsync("/events/tram");
        await page.GetByLabel("by zoe is another story").CheckAsync();
        await page.Locator("#other").FillAsync("Smoke over the harbour");

        Desk.Post(SomeAlert.Of("tram", revision: 2) with { Evidence = [posts[0] with { Role = "voice" }, posts[1] with { Role = "representative" }, posts[2]] });
        await Expect(Grid(page, "Revisions").Locator("tbody tr")).ToHaveCountAsync(2);
        await page.Locator("#split button").ClickAsync();

        await Expect(page.Locator("#toast")).ToContainTextAsync("by that post the event is called");
        await Expect(page.GetByLabel("by zoe is another story")).ToBeCheckedAsync();
        await Expect(page.Locator("#other")).ToHaveValueAsync("Smoke over the harbour");
        await page.GetByLabel("by zoe is another story").UncheckAsync();
        await Expect(page.GetByLabel("by zoe is another story")).ToBeDisabledAsync();
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task Figures_stand_below_each_other_to_the_right()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync("/events/tram");

        foreach (var figure in await Grid(page, "Revisions").Locator("tbody td:nth-child(n+5)").AllAsync())
        {
            await Expect(figure).ToHaveCSSAsync("text-align", "right");
            await Expect(figure).ToHaveCSSAsync("font-variant-numeric", "tabular-nums");
        }
        await Expect(Grid(page, "Revisions").Locator("tbody td:nth-child(4)")).Not.ToHaveCSSAsync("text-align", "right");
    }

    [Fact]
    public async Task A_post_can_be_looked_at_where_it_was_written_if_its_address_is_known()
    {
        Desk.Post(SomeAlert.Of("tram") with
        {
            Networks = [new("x", 2), new("nostr", 1)],
            Evidence = [new("20", "2026-03-02T07:00:00.000Z", "mia", "first", "x"), new("n7", "2026-03-02T07:00:30.000Z", "zoe", "voice", "nostr")],
        });
        var page = await SitDownAsync("/events/tram");

        await Expect(Grid(page, "Posts in evidence").Locator("tbody tr td:nth-child(7)")).ToHaveTextAsync(["X", "Nostr"]);
        var links = Grid(page, "Posts in evidence").Locator("tbody a");
        await Expect(links).ToHaveAttributeAsync("href", "https://x.com/i/status/20");
        await Expect(links).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(page.Locator("article dd a")).ToHaveTextAsync("07:00:00 on X, opens in a new tab");
    }

    [Fact]
    public async Task A_network_leads_to_the_events_that_have_posts_there()
    {
        Desk.Post(SomeAlert.Of("tram") with { Networks = [new("bluesky", 4)] });
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke"));
        var page = await SitDownAsync();

        await page.Locator(".networks a").ClickAsync();

        await Expect(page.Locator("article h2")).ToHaveTextAsync(["A tram is off its rails"]);
        Assert.EndsWith("handled=open&network=bluesky", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_can_be_undone_on_the_page_of_its_event_at_any_time()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Do(new(ActKind.Dismiss, "tram", DismissReason.Old), new("Bo", ScoopDetector.Host.Desk.Access.Role.Editor));
        var page = await SitDownAsync("/events/tram");

        await page.Locator(".acts-log button").ClickAsync();

        await Expect(page.Locator(".acts-log .undone")).ToContainTextAsync("undone by Ada");
        Assert.Null(Open.Store.Find("tram")!.Handling.Dismissed);
    }

    [Fact]
    public async Task An_event_leads_to_past_ones_that_share_a_term()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("older", headline: "Another tram on Monday"));
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke") with { Terms = ["smoke"] });

        await Expect((await SitDownAsync("/events/tram")).Locator(".similar a").First).ToHaveTextAsync("Another tram on Monday");
    }

    [Fact]
    public async Task An_unknown_event_leads_back_and_is_not_found_by_its_status_too_for_people_and_for_programs()
    {
        Desk.Post(SomeAlert.Of("tram"));
        using var http = new HttpClient { BaseAddress = new(Open.Address) };
        using var known = await http.GetAsync("/events/tram", Stop);
        using var page = await http.GetAsync("/events/nonsense", Stop);
        using var answer = await http.GetAsync("/api/v1/alerts/nonsense", Stop);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (known.StatusCode, page.StatusCode, answer.StatusCode));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);

        var browser = await SitDownAsync("/events/tram");
        var shown = await browser.GotoAsync($"{Open.Address}/events/nonsense");

        Assert.Equal(404, shown!.Status);
        await Expect(browser.Locator("h1")).ToHaveTextAsync("There is no such event");
        await browser.GetByText("To the desk").ClickAsync();
        await Expect(Cards(browser)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_search_finds_past_events_and_can_be_kept_as_a_lane()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke over the harbour"));
        var page = await SitDownAsync("/search");

        await page.Locator("#text").FillAsync("harbour");
        await page.Locator("#text").PressAsync("Enter");
        await Expect(page.Locator(".found")).ToContainTextAsync("1 found");
        await ReadyAsync(page);
        await page.Locator("#lane").FillAsync("Harbour");
        await page.Locator("#lane").PressAsync("Enter");

        await Expect(page.Locator("#toast")).ToContainTextAsync("Kept as the lane “Harbour”.");
        Assert.Equal("text=harbour", Assert.Single(Open.Store.Lanes()).Query);
    }

    [Fact]
    public async Task What_is_typed_before_the_page_lives_stays_when_it_does()
    {
        var typed = new TaskCompletionSource();
        var page = await SitDownAsync("/search", prepare: page => page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await route.Request.Frame.Locator("#text").FillAsync("harbour");
            typed.SetResult();
            await route.ContinueAsync();
        }));

        await typed.Task;
        await ReadyAsync(page);

        await Expect(page.Locator("#text")).ToHaveValueAsync("harbour");
    }

    [Fact]
    public async Task A_search_that_makes_no_sense_says_why() =>
        await Expect((await SitDownAsync("/search?since=yesterday")).Locator(".fault")).ToContainTextAsync("since is 'yesterday'");

    [Fact]
    public async Task The_wall_shows_the_six_biggest_and_follows()
    {
        for (var i = 1; i <= 7; i++)
        {
            Desk.Post(SomeAlert.Of($"e{i}", headline: $"Event {i}") with { Counts = new(i, i, 1, 0, 5, 0) });
        }
        var page = await SitDownAsync("/wall");
        await Expect(page.Locator(".wall h2")).ToHaveTextAsync(["Event 7", "Event 6", "Event 5", "Event 4", "Event 3", "Event 2"]);

        Desk.Post(SomeAlert.Of("e1", revision: 2, AlertLevel.Alert, headline: "Event 1"));

        await Expect(page.Locator(".wall h2").First).ToHaveTextAsync("Event 1");
    }

    [Fact]
    public async Task What_goes_on_from_an_alert_that_became_part_of_another_story_stands_among_the_alerts_on_the_wall()
    {
        Desk.Post(SomeAlert.Of("whole", level: AlertLevel.Alert) with { Headline = "Whole", Counts = SomeAlert.Of("whole").Counts with { Authors = 10 } });
        Desk.Post(SomeAlert.Of("part", level: AlertLevel.Alert));
        Desk.Post(SomeAlert.Of("part", revision: 2, AlertLevel.Alert) with { State = AlertState.Merged, MergedInto = "whole" });
        Desk.Post(SomeAlert.Of("small", level: AlertLevel.Alert) with { Headline = "Small", Counts = SomeAlert.Of("small").Counts with { Authors = 5 } });
        Desk.Post(SomeAlert.Of("rumour") with { Headline = "Rumour", Level = AlertLevel.Watch, RelatedTo = "small", Counts = SomeAlert.Of("rumour").Counts with { Authors = 90 } });
        Desk.Post(SomeAlert.Of("goes-on") with { Headline = "Goes on", Level = AlertLevel.Watch, RelatedTo = "part", Counts = SomeAlert.Of("goes-on").Counts with { Authors = 188 } });
        var page = await SitDownAsync("/wall");

        await Expect(page.Locator(".wall h2")).ToHaveTextAsync(["Goes on", "Whole", "Small", "Rumour"]);
    }

    [Fact]
    public async Task A_place_on_the_wall_is_read_to_its_end()
    {
        for (var i = 1; i <= 6; i++)
        {
            Desk.Post(SomeAlert.Of($"e{i}", level: AlertLevel.Alert, headline: $"Event {i}") with { Places = ["Villanueva de la Fuentehermosa, simulated"] });
        }
        Desk.Do(new(ActKind.Claim, "e1"), new("Somebody with quite a long name", ScoopDetector.Host.Desk.Access.Role.Editor));
        var page = await SitDownAsync("/wall");
        foreach (var width in new[] { 1280, 1600, 1920 })
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var place in await page.Locator(".wall .place").AllAsync())
            {
                Assert.Equal("visible", await place.EvaluateAsync<string>("place => getComputedStyle(place).overflow"));
                Assert.True(await place.EvaluateAsync<bool>("""
                    place => {
                      const words = document.createRange();
                      words.selectNodeContents(place);
                      const card = place.closest('li').getBoundingClientRect();
                      return [...words.getClientRects()].every(line => line.right <= card.right && line.bottom <= card.bottom);
                    }
                    """));
            }
        }
    }

    [Fact]
    public async Task Posts_that_come_one_by_one_are_no_peaks()
    {
        Desk.Post(SomeAlert.Of("tram") with { Evidence = [.. Enumerable.Range(0, 6).Select(i => new AlertEvidence($"p{i}", $"2026-03-02T07:0{i}:00.000Z", $"a{i}", i == 0 ? "first" : "voice"))] });
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke") with { Evidence = [.. Enumerable.Range(0, 8).Select(i => new AlertEvidence($"p{i}", $"2026-03-02T07:0{i / 7}:00.000Z", $"a{i}", i == 0 ? "first" : "voice"))] });
        var page = await SitDownAsync("/wall");

        Assert.Equal("4 4 4 4 4 4", await HeightsOf(page, "A tram is off its rails"));
        Assert.Equal("20 3", await HeightsOf(page, "Smoke"));
    }

    private static async Task<string> HeightsOf(IPage page, string headline) => await page.Locator(".wall li", new() { HasText = headline }).Locator(".spark rect:not(.none)")
        .EvaluateAllAsync<string>("bars => bars.map(bar => bar.getAttribute('height')).join(' ')");

    private static async Task<double> LeftOf(ILocator block) => double.Parse((await block.GetAttributeAsync("x"))!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<double> WidthOf(ILocator block) => double.Parse((await block.GetAttributeAsync("width"))!, System.Globalization.CultureInfo.InvariantCulture);

    private static ILocator Grid(IPage page, string name) => page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });
}
