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

    private static string Value(XElement entry, string name) => entry.Element(Atom + name)!.Value;
}
