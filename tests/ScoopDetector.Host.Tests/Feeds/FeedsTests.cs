using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Feeds;

public sealed class FeedsTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private readonly OpenDesk _open = new();
    private HttpClient _http = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _open.ServeAsync();
        _http = new() { BaseAddress = new(_open.Address) };
        _open.Desk.Post(SomeAlert.Of("tram"));
        _open.Desk.Post(SomeAlert.Of("fire", revision: 2, AlertLevel.Alert, "Smoke & <b>fire</b>"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _open.DisposeAsync();
    }

    [Fact]
    public async Task An_Atom_feed_has_what_readers_require()
    {
        var feed = await AtomAsync("/feeds/alerts.atom");
        var entry = feed.Elements(Atom + "entry").First();

        Assert.All(["id", "title", "updated", "author"], name => Assert.Single(feed.Elements(Atom + name)));
        Assert.Equal([$"{_open.Address}/feeds/alerts.atom", $"{_open.Address}/"], feed.Elements(Atom + "link").Select(link => link.Attribute("href")!.Value));
        Assert.Equal("2026-03-02T07:02:00.000Z", feed.Element(Atom + "updated")!.Value);
        Assert.Equal(("urn:scoop:event:fire", "Alert: Smoke & <b>fire</b>", "2026-03-02T07:02:00.000Z"), (Value(entry, "id"), Value(entry, "title"), Value(entry, "updated")));
        Assert.Equal($"{_open.Address}/events/fire", entry.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Contains("4 people in 5 posts", Value(entry, "summary"), StringComparison.Ordinal);
        Assert.Contains("unverified", Value(entry, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSON_feed_has_what_readers_require_and_the_alert_itself()
    {
        using var feed = JsonDocument.Parse(await _http.GetStringAsync("/feeds/alerts.json?level=alert", Stop));
        var (root, item) = (feed.RootElement, Assert.Single(feed.RootElement.GetProperty("items").EnumerateArray()));

        Assert.Equal("https://jsonfeed.org/version/1.1", root.GetProperty("version").GetString());
        Assert.Equal($"{_open.Address}/feeds/alerts.json?level=alert", root.GetProperty("feed_url").GetString());
        Assert.Equal(("urn:scoop:event:fire", "en"), (item.GetProperty("id").GetString(), item.GetProperty("language").GetString()));
        Assert.Equal("fire-2", item.GetProperty("_scoop").GetProperty("alert").GetProperty("alertId").GetString());
    }

    [Fact]
    public async Task What_was_retracted_is_withdrawn_from_the_feeds_too()
    {
        _open.Desk.Post(SomeAlert.Of("tram", revision: 2, headline: "A secret") with { State = AlertState.Retracted });

        var feed = await AtomAsync("/feeds/alerts.atom");

        Assert.Equal("urn:scoop:event:tram", Assert.Single(feed.Elements(Tombstones + "deleted-entry")).Attribute("ref")!.Value);
        Assert.DoesNotContain("A secret", feed.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"title\":\"Retracted: its posts were withdrawn\"", await _http.GetStringAsync("/feeds/alerts.json", Stop), StringComparison.Ordinal);
    }

    /// <summary>By the time it is retracted, nothing is left of it that a filter could know it by.</summary>
    [Theory]
    [InlineData("text=off")]
    [InlineData("term=tram")]
    [InlineData("place=Lyon")]
    [InlineData("language=en&network=bluesky")]
    [InlineData("level=watch&state=opened&urgency=5&handled=open")]
    [InlineData("text=off&limit=1")]
    [InlineData("lane=trams")]
    public async Task A_retraction_comes_out_of_every_feed_in_which_the_alert_stood(string filter)
    {
        _open.Store.Save(new("Trams", "term=tram&place=Lyon", "Ada"));
        var tram = SomeAlert.Of("tram", revision: 2) with { State = AlertState.Opened, Places = ["Lyon"], Networks = [new("bluesky", 4)] };
        _open.Desk.Post(tram);
        // Of many newer ones it is not among the latest when it is taken back.
        foreach (var i in Enumerable.Range(0, 60))
        {
            _open.Desk.Post(SomeAlert.Of($"other-{i}", headline: "Something else") with { Terms = ["else"], Languages = ["fr"], Urgency = 9 });
        }
        Assert.Contains("urn:scoop:event:tram", Ids(await AtomAsync($"/feeds/alerts.atom?{filter}")));

        _open.Desk.Post(tram with { Revision = 3, AlertId = "tram-3", AlertedAt = "2026-03-02T07:10:00.000Z", State = AlertState.Retracted, Level = AlertLevel.Alert, Headline = "", Terms = [], Languages = [], Places = [], Networks = [], Urgency = 9 });

        var atom = await AtomAsync($"/feeds/alerts.atom?{filter}");
        Assert.Equal("urn:scoop:event:tram", Assert.Single(atom.Elements(Tombstones + "deleted-entry")).Attribute("ref")!.Value);
        Assert.DoesNotContain("urn:scoop:event:tram", Ids(atom));
        Assert.Equal("2026-03-02T07:10:00.000Z", atom.Element(Atom + "updated")!.Value);
        using var json = JsonDocument.Parse(await _http.GetStringAsync($"/feeds/alerts.json?{filter}", Stop));
        Assert.Equal("Retracted: its posts were withdrawn", json.RootElement.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "urn:scoop:event:tram").GetProperty("title").GetString());
        using var ninjs = JsonDocument.Parse(await _http.GetStringAsync($"/feeds/alerts.ninjs?{filter}", Stop));
        Assert.Equal("canceled", ninjs.RootElement.GetProperty("associations").EnumerateArray().Single(item => item.GetProperty("uri").GetString() == "urn:scoop:event:tram").GetProperty("pubStatus").GetString());
    }

    [Fact]
    public async Task A_retraction_is_told_for_a_week_and_on_the_first_page_only()
    {
        _open.Desk.Post(SomeAlert.Of("tram", revision: 2) with { State = AlertState.Retracted });
        Assert.Empty((await AtomAsync("/feeds/alerts.atom?text=smoke&before=1")).Elements(Tombstones + "deleted-entry"));

        _open.Desk.Post(SomeAlert.Of("late") with { AlertedAt = "2026-03-09T07:02:00.000Z" });
        Assert.Single((await AtomAsync("/feeds/alerts.atom?text=smoke")).Elements(Tombstones + "deleted-entry"));
        _open.Desk.Post(SomeAlert.Of("later") with { AlertedAt = "2026-03-09T07:02:00.001Z" });
        Assert.Empty((await AtomAsync("/feeds/alerts.atom?text=smoke")).Elements(Tombstones + "deleted-entry"));
    }

    [Theory]
    [InlineData(AlertState.Closed)]
    [InlineData(AlertState.Merged)]
    public async Task What_was_retracted_and_ends_stays_retracted_in_every_feed(AlertState end)
    {
        _open.Desk.Post(SomeAlert.Of("tram", revision: 2) with { State = AlertState.Retracted });
        _open.Desk.Post(SomeAlert.Of("tram", revision: 3, headline: "A secret") with { State = end, MergedInto = end == AlertState.Merged ? "fire" : null });

        var feed = await AtomAsync("/feeds/alerts.atom?text=smoke");

        var tombstone = Assert.Single(feed.Elements(Tombstones + "deleted-entry"));
        Assert.Equal(("urn:scoop:event:tram", "2026-03-02T07:02:00.000Z"), (tombstone.Attribute("ref")!.Value, tombstone.Attribute("when")!.Value));
        Assert.DoesNotContain("A secret", (await AtomAsync("/feeds/alerts.atom")).ToString() + await _http.GetStringAsync("/feeds/alerts.json", Stop) + await _http.GetStringAsync("/feeds/alerts.ninjs", Stop), StringComparison.Ordinal);
        Assert.Contains("\"pubStatus\":\"canceled\"", await _http.GetStringAsync("/api/v1/alerts/tram/ninjs", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_word_of_what_was_retracted_is_left_in_any_feed()
    {
        _open.Desk.Post(SomeAlert.Of("tram", revision: 2, headline: "A secret") with { State = AlertState.Retracted, Terms = ["secret"], Places = ["Secretville"] });

        foreach (var form in new[] { "atom", "json", "ninjs" })
        {
            Assert.DoesNotContain("secret", await _http.GetStringAsync($"/feeds/alerts.{form}", Stop), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_feed_follows_a_lane_as_it_stands_and_says_which_there_are_where_there_is_none()
    {
        using var none = await _http.GetAsync("/feeds/alerts.atom?lane=fires", Stop);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("lane is 'fires': there is none. None is saved yet: save a filter under that name", await none.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        _open.Store.Save(new("Fires", "text=smoke", "Ada"));
        using var first = await _http.GetAsync("/feeds/alerts.atom?lane=fires", Stop);
        Assert.Equal(["urn:scoop:event:fire"], Ids(XDocument.Parse(await first.Content.ReadAsStringAsync(Stop)).Root!));
        _open.Store.Save(new("Fires", "text=off", "Ada"));
        using var changed = new HttpRequestMessage(HttpMethod.Get, "/feeds/alerts.atom?lane=fires");
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _http.SendAsync(changed, Stop);
        Assert.Equal(["urn:scoop:event:tram"], Ids(XDocument.Parse(await second.Content.ReadAsStringAsync(Stop)).Root!));

        using var both = await _http.GetAsync("/feeds/alerts.json?lane=fires&level=alert", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
        using var other = await _http.GetAsync("/feeds/alerts.ninjs?lane=floods", Stop);
        Assert.Contains("There are Fires", await other.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_that_XML_cannot_hold_do_not_break_the_feed()
    {
        _open.Desk.Post(SomeAlert.Of("odd", headline: "a\u0000b\u0008c\uFFFEd\uD83De👩‍🚒") with { Terms = ["\uFFFF"] });

        Assert.Equal("Watch: a b cd\uFFFDe👩‍🚒", Value((await AtomAsync("/feeds/alerts.atom")).Element(Atom + "entry")!, "title"));
    }

    [Fact]
    public async Task A_feed_takes_the_filters_of_the_API_and_refuses_what_is_none()
    {
        Assert.Single((await AtomAsync("/feeds/alerts.atom?text=smoke")).Elements(Atom + "entry"));
        using var answer = await _http.GetAsync("/feeds/alerts.atom?smell=smoke", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<XElement> AtomAsync(string address)
    {
        using var answer = await _http.GetAsync(address, Stop);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).Root!;
    }

    private static IEnumerable<string> Ids(XElement feed) => feed.Elements(Atom + "entry").Select(entry => Value(entry, "id"));

    private static string Value(XElement entry, string name) => entry.Element(Atom + name)!.Value;
}
