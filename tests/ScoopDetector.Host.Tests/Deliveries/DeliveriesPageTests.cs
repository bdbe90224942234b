using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Deliveries.Messages;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Tests.Desk;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class DeliveriesPageTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    private static readonly AlertReason[] SomeReasons = [new("independent voices", 58, 4, 1.9), new("surprise of the leading term, powers of ten", 12, 4.5, 1.2), new("share of what is said that is about it", 0.3, 0.09, 0.4), new("minutes since the first post", 11, 4.5, -0.2)];

    private readonly CollectingWay _there = new();
    private readonly CollectingWay _away = new() { Answer = _ => new(OutcomeKind.Away, "no connection: ConnectionRefused") };
    private Courier _courier = null!;

    private protected override Courier CourierOf(Newsdesk desk) => _courier = new(
        desk.Store,
        new()
        {
            Rules = new Dictionary<string, RuleOptions>
            {
                ["foreign-desk"] = new() { Way = Way.Slack, Target = "https://hooks.slack.example/T0/secret", Filter = "level=alert", QuietFrom = new(22, 0, 0), QuietUntil = new(7, 0, 0) },
                ["archive"] = new() { Target = "https://archive.example/scoop", Filter = "", Updates = true },
            },
            StaleAfter = TimeSpan.FromDays(3650),
        },
        rule => rule.Way == Way.Slack ? _there : _away,
        TimeProvider.System,
        new(1));

    [Fact]
    public async Task The_page_shows_rules_log_and_faults_and_follows()
    {
        var page = await SitDownAsync("/deliveries");
        await Expect(page.Locator(".rules tbody th")).ToHaveTextAsync(["archive", "foreign-desk"]);
        await Expect(page.Locator(".log tbody tr")).ToHaveCountAsync(0);

        Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert) with { Urgency = 1 });
        await _courier.SendDueAsync(Stop);

        await Expect(page.Locator(".log tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".log tr[data-state=sent]")).ToContainTextAsync("foreign-desk");
        await Expect(page.Locator(".rules .fault")).ToContainTextAsync("no connection: ConnectionRefused; next attempt in");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("secret");
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task The_button_sends_a_test_and_says_how_it_went()
    {
        var page = await SitDownAsync("/deliveries");

        await page.Locator("[data-test=foreign-desk]").ClickAsync();
        await Expect(page.Locator("#toast")).ToContainTextAsync("The test by foreign-desk was sent.");
        await page.Locator("[data-test=archive]").ClickAsync();
        await Expect(page.Locator("#toast")).ToContainTextAsync("The test by archive failed: no connection: ConnectionRefused.");

        await Expect(page.Locator(".log tbody tr")).ToHaveCountAsync(2);
        Assert.Equal(DeliveryKind.Test, Assert.Single(_there.Got).Items[0].Kind);
    }

    [Fact]
    public async Task What_a_rule_would_have_sent_is_told_before_there_is_one()
    {
        Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert));
        var page = await SitDownAsync("/deliveries");

        await page.GetByLabel("or filter").FillAsync("term=tram");
        await page.GetByRole(AriaRole.Button, new() { Name = "What would it have sent?" }).ClickAsync();
        await Expect(page.Locator(".preview")).ToContainTextAsync("This rule would have sent 1 in the last 24 h.");
        await page.GetByLabel("or filter").FillAsync("colour=red");
        await page.GetByRole(AriaRole.Button, new() { Name = "What would it have sent?" }).ClickAsync();
        await Expect(page.Locator("p.fault")).ToContainTextAsync("colour is not a filter");

        await page.GetByLabel("or filter").FillAsync("");
        Desk.Post(SomeAlert.Of("fire"));
        await page.GetByRole(AriaRole.Button, new() { Name = "What would it have sent?" }).ClickAsync();
        await Expect(page.Locator(".preview")).ToContainTextAsync("This rule would have sent 2 in the last 24 h. (by webhook, all,");
        Assert.Empty(Complaints);
    }

    [Theory]
    [InlineData("lane=Gone&filter=", "lane is 'Gone': there is none.")]
    [InlineData("lane=Trams&filter=level%3Dalert", "filter is 'level=alert', and lane is 'Trams': a rule has one of them.")]
    public async Task A_preview_of_what_makes_no_sense_says_so_in_place_of_a_number(string query, string words)
    {
        Open.Store.Save(new("Trams", "term=tram", "Ada"));
        var page = await SitDownAsync($"/deliveries?way=webhook&{query}");

        await Expect(page.Locator("p.fault")).ToContainTextAsync(words);
        await Expect(page.Locator(".preview")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pictures_for_the_documentation()
    {
        var folder = Environment.GetEnvironmentVariable("SCOOP_TEST_SCREENSHOTS");
        Assert.SkipWhen(folder is null, "SCOOP_TEST_SCREENSHOTS names no folder.");
        (string Id, string Headline, int Authors)[] events = [("e15210d64-838f0c36", "Helicopter over New Millford, is it about the cable car?", 31), ("e15210d91-03a1c7f2", "Loud bang near the harbour, windows shook", 58), ("e15210e02-5b0e44aa", "Line 4 stopped, smoke in the tunnel", 12)];
        foreach (var (id, headline, authors) in events)
        {
            var alert = SomeAlert.Of(id, level: AlertLevel.Alert, headline: headline) with { Urgency = 1, Terms = ["harbour", "bang", "windows"], Counts = new(authors * 2, authors, 14, 0.2, 20, 0), Newsworthiness = 0.8, Flags = new(0, authors == 58 ? 0.6 : 0, false), Why = SomeReasons };
            Desk.Post(alert);
            await _courier.SendDueAsync(Stop);
        }
        Desk.Post(SomeAlert.Of(events[2].Id, 2, AlertLevel.Alert) with { State = AlertState.Retracted });
        await _courier.SendDueAsync(Stop);
        await _courier.TestAsync("foreign-desk", Stop);
        var page = await SitDownAsync("/deliveries");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Expect(page.Locator(".log tbody tr")).ToHaveCountAsync(8);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "deliveries.png") });

        // On a page of its own: the desk's may not be styled by what is set into it.
        await page.GotoAsync("about:blank");
        await page.SetViewportSizeAsync(760, 560);
        var one = _there.Got[1] with { Desk = new("https://desk.example") };
        var digest = one with { IsBundle = true, Items = [.. _there.Got.Take(3).SelectMany(letter => letter.Items)] };
        await page.SetContentAsync(SlackPicture.Of(new[] { one, _there.Got[3] with { Desk = one.Desk }, digest }.Select(SlackMessage.Write)));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "slack.png"), FullPage = true });
    }
}
