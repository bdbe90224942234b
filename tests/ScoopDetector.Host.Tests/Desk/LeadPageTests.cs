using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.News;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The ledger of leads and losses, on its page and for programs.</summary>
public sealed class LeadPageTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    private const string Begin = "2026-03-02T07:00:00.000Z";

    [Fact]
    public async Task Without_news_the_page_says_that_nobody_can_say()
    {
        var page = await SitDownAsync("/lead");

        await Expect(page.Locator(".empty")).ToContainTextAsync("This run hears no news");
    }

    [Fact]
    public async Task Leads_losses_and_what_is_still_waited_for_are_told_alike()
    {
        Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert));
        Desk.Leads = () => Ledger(LeadOf("tram", 600, LeadOutcome.Earlier), LeadOf("fire", -7200, LeadOutcome.Later), LeadOf("flood", 3600, LeadOutcome.NeverCovered));

        var page = await SitDownAsync("/lead");

        await Expect(page.GetByText("Of 3 alerts, against 40 headlines: 1 earlier, 0 tied (within 90 s), 1 later, 1 never covered")).ToBeVisibleAsync();
        await Expect(page.Locator(".leads circle")).ToHaveCountAsync(2);
        await Expect(page.Locator("main tbody tr")).ToContainTextAsync(["10 min ahead", "2 h behind", "none for 60 min"]);
        await Expect(page.Locator("main tbody a").First).ToHaveTextAsync("A tram is off its rails");
    }

    [Fact]
    public async Task It_follows_the_news()
    {
        LeadLedger ledger = Ledger(LeadOf("tram", 60, LeadOutcome.NeverCovered));
        Desk.Leads = () => Volatile.Read(ref ledger);
        var page = await SitDownAsync("/lead");
        await Expect(page.Locator("main tbody tr")).ToContainTextAsync("none for 60 s");

        Volatile.Write(ref ledger, Ledger(LeadOf("tram", 600, LeadOutcome.Earlier)));
        Desk.Beat(Heartbeat.None);

        await Expect(page.Locator("main tbody tr")).ToContainTextAsync("10 min ahead");
    }

    [Fact]
    public async Task Programs_get_the_same_and_a_table()
    {
        using var http = new HttpClient { BaseAddress = new(Open.Address) };
        using var none = await http.GetAsync("/api/v1/leads", Stop);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("--news", await none.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        Desk.Leads = () => Ledger(LeadOf("tram", 600, LeadOutcome.Earlier));

        var ledger = await http.GetFromJsonAsync<JsonElement>("/api/v1/leads", Stop);
        Assert.Equal(1, ledger.GetProperty("sum").GetProperty("earlier").GetInt32());
        Assert.Equal(600, ledger.GetProperty("leads")[0].GetProperty("seconds").GetDouble());
        Assert.Equal(
            $"event_id,first_post_at,watch_at,alert_at,headline_at,source,headline_id,lead_seconds,outcome,waited_seconds\ntram,{Begin},{Begin},{Begin},{Begin},\"Agency, \"\"A\"\"\",h1,600,Earlier,\n",
            await http.GetStringAsync("/api/v1/leads.csv", Stop));
    }

    [Fact]
    public async Task What_the_news_had_and_the_newsroom_was_not_told_of_is_on_the_page_too()
    {
        Desk.Leads = () => Ledger(LeadOf("tram", 600, LeadOutcome.Earlier)) with { Carried = 3, Missed = 1, Misses = [new(Begin, "Dam breaks at Oroville", "AFP", "https://afp.example/1", 5, WasOnWatch: true)] };

        var page = await SitDownAsync("/lead");

        await Expect(page.GetByText("Of 3 stories that several outlets carried 2 were alerted and 1 missed, 1 of these on watch.")).ToBeVisibleAsync();
        await Expect(page.Locator(".misses li")).ToContainTextAsync("AFP Dam breaks at Oroville 5 outlets, on watch here");
        using var http = new HttpClient { BaseAddress = new(Open.Address) };
        Assert.Equal($"first_headline_at,outlets,told,source,url,title\n{Begin},5,watch,AFP,https://afp.example/1,Dam breaks at Oroville\n", await http.GetStringAsync("/api/v1/misses.csv", Stop));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("plain", "plain")]
    public void What_a_feed_says_is_no_formula_in_a_table(string said, string written) => Assert.Equal(written, ScoopDetector.Host.News.LeadTelling.Quoted(said));

    internal static LeadLedger Ledger(params Lead[] leads) => new()
    {
        Events = leads.Length,
        Headlines = 40,
        Unsettled = leads.Count(lead => lead.Outcome == LeadOutcome.Unsettled),
        Earlier = leads.Count(lead => lead.Outcome == LeadOutcome.Earlier),
        Tied = 0,
        Later = leads.Count(lead => lead.Outcome == LeadOutcome.Later),
        NeverCovered = leads.Count(lead => lead.IsCensored),
        Indexed = 0,
        Carried = 0,
        Missed = 0,
        MedianSeconds = null,
        MedianInterval = null,
        SurvivalMedianSeconds = null,
        TieSeconds = 90,
        Leads = leads,
    };

    internal static Lead LeadOf(string id, double seconds, LeadOutcome outcome) =>
        outcome == LeadOutcome.NeverCovered ? new(id, Begin, Begin, Begin, null, null, null, seconds, outcome) : new(id, Begin, Begin, Begin, Begin, "Agency, \"A\"", "h1", seconds, outcome);
}
