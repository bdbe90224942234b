using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;
using ScoopDetector.News;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>Whatever is posted, whoever reads, on whatever screen.</summary>
public sealed class FitForEverybodyTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    private const string Attack = "<script>window.owned = true</script><img src=x onerror='window.owned = true'><a href=\"javascript:window.owned=true\">x</a>";

    public static TheoryData<string> Pages => new("/", "/events/tram", "/search", "/wall", "/map", "/lead");

    // Whose questions stand open on a card, by the key that opens them.
    private static readonly string[] Panels = ["d", "n", "x", "m"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_strangers_write_is_text_and_never_markup(string path)
    {
        Desk.Leads = () => LeadPageTests.Ledger(LeadPageTests.LeadOf("tram", 600, LeadOutcome.Earlier));
        Desk.Post(SomeAlert.Of("tram", headline: Attack, level: AlertLevel.Alert) with { Places = ["Lyon, France"], Networks = [new(Attack, 2)], Terms = [Attack], Languages = ["\"><b>"], Why = [new(Attack, 4, 1, 0.3)], Evidence = [new(Attack, "not a time", Attack, "first", Attack, $"javascript:{Attack}"), new("1", "not a time", Attack, "voice", "mastodon", "https://evil.example/1")] });
        Desk.Do(new(ActKind.Note, "tram", Text: Attack), new(Attack[..50], ScoopDetector.Host.Desk.Access.Role.Editor));

        var page = await SitDownAsync(path);

        await Expect(page.Locator(".headline").First).ToHaveTextAsync(Attack);
        Assert.Equal(0, await page.Locator("main script, main img, main b > b, a[href^=javascript], a[href*=evil]").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("'owned' in window"));
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task Text_that_runs_backwards_or_climbs_stays_in_its_card()
    {
        Desk.Post(SomeAlert.Of("below"));
        Desk.Post(SomeAlert.Of("tram", headline: "\u202Eexe.nrut " + "Z" + new string('\u0336', 10_000) + new string('\u0301', 10_000)));
        var page = await SitDownAsync();

        var (card, headline) = (await BoxAsync(page, "#tram"), await BoxAsync(page, "#tram .headline"));

        Assert.Equal("exe.nrut Z\u0336\u0336\u0336\u0336", await page.Locator("#tram .headline").TextContentAsync());
        Assert.InRange(headline.Y, card.Y, card.Y + card.Height - headline.Height);
        Assert.InRange(card.Height, 1, 400);
    }

    [Theory]
    [InlineData("/", 320)]
    [InlineData("/events/tram", 320)]
    [InlineData("/search", 320)]
    [InlineData("/wall", 320)]
    [InlineData("/map", 320)]
    [InlineData("/lead", 320)]
    [InlineData("/", 640)]
    [InlineData("/events/tram", 640)]
    [InlineData("/search", 640)]
    [InlineData("/wall", 640)]
    [InlineData("/map", 640)]
    [InlineData("/lead", 640)]
    public async Task Nothing_sticks_out_at_320_pixels_or_when_the_page_is_zoomed_to_200_percent(string path, int width)
    {
        var endless = new string('w', 300);
        Desk.Leads = () => LeadPageTests.Ledger(LeadPageTests.LeadOf("tram", 600, LeadOutcome.Earlier));
        Desk.Post(SomeAlert.Of("tram", headline: endless) with { Terms = [endless], Languages = ["ja"], Networks = [new("bluesky", 40), new("mastodon", 9)], Places = ["Llanfairpwllgwyngyllgogerychwyrndrobwll, United Kingdom", "Lyon, France"], Why = [new("voices that agree on two or more of the things that are said", 4, 1, 0.3)], Evidence = [new(endless, "2026-03-02T07:00:00.000Z", endless, "first")] });
        Desk.Do(new(ActKind.Note, "tram", Text: endless), new(endless[..60], ScoopDetector.Host.Desk.Access.Role.Editor));
        var page = await SitDownAsync(path, prepare: page => page.SetViewportSizeAsync(width, 800));

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        // The strip leaves room for events: its words are not stacked letter by letter.
        Assert.InRange(await page.EvaluateAsync<int>("document.querySelector('.strip').offsetHeight"), 30, 240);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("contrast")]
    public async Task No_page_has_a_serious_fault_of_accessibility_in_any_colours(string theme)
    {
        Desk.Post(SomeAlert.Of("crash") with { State = AlertState.Closed });
        Desk.Leads = () => LeadPageTests.Ledger(LeadPageTests.LeadOf("tram", 600, LeadOutcome.Earlier), LeadPageTests.LeadOf("fire", -600, LeadOutcome.Later), LeadPageTests.LeadOf("crash", 60, LeadOutcome.NeverCovered));
        Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert) with { Places = ["Lyon, France", "Tokyo, Japan"], Flags = new(0.9, 0.9, true), Evidence = [new("p1", "2026-03-02T07:00:00.000Z", "a1", "first"), new("p2", "2026-03-02T07:00:20.000Z", "a2", "voice")] });
        Desk.Post(SomeAlert.Of("fire") with { Why = [new("one origin", 0.5, 0.33, -0.5)] });
        Desk.Do(new(ActKind.Claim, "tram"), new("Bo", ScoopDetector.Host.Desk.Access.Role.Editor));
        Desk.Do(new(ActKind.Mute, Term: "gala", Hours: 1), new("Bo", ScoopDetector.Host.Desk.Access.Role.Editor));
        var page = await SitDownAsync(prepare: page => page.AddInitScriptAsync($"localStorage.setItem('theme', '{theme}')"));
        foreach (var path in Pages.Select(row => row.Data).Append("/deliveries").Append("/nowhere"))
        {
            await (path == "/nowhere" ? page.GotoAsync(Open.Address + path) : GoAsync(page, path));
            await (path == "/nowhere" ? Task.CompletedTask : page.Locator("#settings summary").ClickAsync());
            await LookAsync(page, $"{path} {theme}");
        }

        await GoAsync(page, "/");
        foreach (var key in Panels)
        {
            await page.Locator("#tram").FocusAsync();
            await page.Keyboard.PressAsync("Escape");
            await page.Keyboard.PressAsync("j");
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator(".panel")).ToBeVisibleAsync();
            await LookAsync(page, $"{key} {theme}");
        }
        await page.Locator("#tram").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#help")).ToBeVisibleAsync();
        await LookAsync(page, $"help {theme}");

        await GoAsync(page, "/events/tram");
        await page.GetByLabel("by a2 is another story").CheckAsync();
        await Expect(page.Locator("#split")).ToBeVisibleAsync();
        await LookAsync(page, $"split {theme}");
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("contrast")]
    public async Task Nor_has_the_door(string theme)
    {
        await using var guarded = await new OpenDesk().ServeAsync(new SomeKeys().Options);
        var page = await SitDownAsync(prepare: page => page.AddInitScriptAsync($"localStorage.setItem('theme', '{theme}')"));
        await page.GotoAsync($"{guarded.Address}/sign-in");
        await LookAsync(page, $"/sign-in {theme}");

        await page.Locator("#key").FillAsync("scoop_guess");
        await page.Locator("#key").PressAsync("Enter");
        await Expect(page.Locator(".fault")).ToHaveTextAsync("This key is nobody's. Ask whoever runs the desk for one.");
        await LookAsync(page, $"/sign-in refused {theme}");
    }

    private static async Task LookAsync(IPage page, string what)
    {
        var found = await page.RunAxe();

        Assert.True(found.Passes.Length > 10, $"{what}: only {found.Passes.Length} rules were looked at.");
        Assert.True(found.Violations.All(fault => fault.Impact is not ("serious" or "critical")), string.Join('\n', found.Violations.Select(fault => $"{what} {fault.Impact} {fault.Id}: {string.Join(" | ", fault.Nodes.Select(node => node.Html).Take(3))}")));
    }

    [Fact]
    public async Task Who_wants_no_motion_has_none()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync(prepare: page => page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce }));

        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.getElementById('tram')).animationName"));
    }

    [Fact]
    public async Task It_is_dark_or_light_as_the_system_is_or_as_the_reader_says()
    {
        var page = await SitDownAsync(prepare: page => page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark }));
        var dark = await BackgroundAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.NotEqual(dark, await BackgroundAsync(page));

        await page.Locator("#settings summary").ClickAsync();
        await page.Locator("#theme").SelectOptionAsync("dark");

        Assert.Equal(dark, await BackgroundAsync(page));
        await page.ReloadAsync();
        Assert.Equal(dark, await BackgroundAsync(page));
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(IPage page, string selector) => (await page.Locator(selector).BoundingBoxAsync())!;

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
