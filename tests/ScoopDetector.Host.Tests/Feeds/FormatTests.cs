using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Json.Schema;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Tests.Deliveries;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Metrics;
using Xunit;

namespace ScoopDetector.Host.Tests.Feeds;

/// <summary>Holds the feeds, as a desk serves them, against their standards: Atom against its MUSTs, JSON Feed against a schema that others have written of it (there is no official one), ninjs against the part of IPTC's that it uses.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    /// <summary>Where <c>.ci/run</c> puts the package (npm jsonfeed-schema, ISC licence).</summary>
    private static readonly string JsonFeedFile = Path.Combine(Promtool.Repository(), "artifacts", "npm", "node_modules", "jsonfeed-schema", "schema-v1.1.json");

    private static readonly Lazy<JsonSchema> JsonFeedSchema = new(() => JsonSchema.FromText(File.ReadAllText(JsonFeedFile)));

    private readonly OpenDesk _open = new();
    private HttpClient _http = null!;

    public static TheoryData<string> Queries => ["", "?limit=1", "?level=alert&text=smoke", "?term=nothing%20of%20the%20kind", "?lane=Smoke%20%26%20fire", "?text=%3Cb%3E%22%20o'clock"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _open.ServeAsync();
        _http = new() { BaseAddress = new(_open.Address) };
        _open.Store.Save(new("Smoke & fire", "text=smoke", "Ada"));
        _open.Desk.Post(SomeAlert.Of("tram") with { Places = ["Lyon"], Networks = [new("bluesky", 4)] });
        _open.Desk.Post(SomeAlert.Of("fire", 2, AlertLevel.Alert, "Smoke & <b>fire</b>") with { Coverage = new("reported", "2026-03-02T07:20:00.000Z", "AFP", "Fire", "https://afp.example", 60), Flags = new(0.9, 0.9, true) });
        _open.Desk.Post(SomeAlert.Of("a b\"<>\\é:/?#", headline: "a\u0000b\u0008c\uFFFEd\uD83De👩‍🚒\u202E") with { Languages = [], Terms = ["\uFFFF", "<&>"], Urgency = 9 });
        _open.Desk.Post(SomeAlert.Of("over", 2) with { State = AlertState.Closed });
        _open.Desk.Post(SomeAlert.Of("gone", 2) with { State = AlertState.Retracted });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _open.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task An_Atom_feed_keeps_every_must_of_its_standard(string query) => Assert.Empty(AtomRules.Faults(await AtomAsync(query)));

    [Fact]
    public async Task A_desk_without_events_has_feeds_that_are_valid_too()
    {
        await using var empty = await new OpenDesk().ServeAsync();
        using var http = new HttpClient { BaseAddress = new(empty.Address) };

        Assert.Empty(AtomRules.Faults(XDocument.Parse(await http.GetStringAsync("/feeds/alerts.atom", Stop)).Root!));
        Assert.True(NinjsTests.Schema.Evaluate(JsonSerializer.SerializeToElement(JsonNode.Parse(await http.GetStringAsync("/feeds/alerts.ninjs", Stop)))).IsValid);
    }

    public static TheoryData<string> Harms => ["no id", "two titles", "no author", "a time without zone", "no alternate link", "an id that is no IRI", "an unknown element", "markup in a title", "a category without term", "a tombstone without when", "a tombstone in an entry", "one entry twice"];

    [Theory]
    [MemberData(nameof(Harms))]
    public async Task What_is_no_Atom_feed_is_told_by_the_rules(string harm)
    {
        var feed = await AtomAsync("");
        var entry = feed.Elements(Atom + "entry").First();
        switch (harm)
        {
            case "no id": entry.Element(Atom + "id")!.Remove(); break;
            case "two titles": feed.Add(new XElement(Atom + "title", "another")); break;
            case "no author": feed.Element(Atom + "author")!.Remove(); break;
            case "a time without zone": entry.Element(Atom + "updated")!.Value = "2026-03-02T07:00:00"; break;
            case "no alternate link": entry.Element(Atom + "link")!.Remove(); break;
            case "an id that is no IRI": feed.Element(Atom + "id")!.Value = "urn scoop"; break;
            case "an unknown element": entry.Add(new XElement(Atom + "colour", "red")); break;
            case "markup in a title": entry.Element(Atom + "title")!.Add(new XElement("b", "!")); break;
            case "a category without term": entry.Element(Atom + "category")!.Attribute("term")!.Remove(); break;
            case "a tombstone without when": feed.Element(Tombstones + "deleted-entry")!.Attribute("when")!.Remove(); break;
            case "a tombstone in an entry": entry.Add(new XElement(feed.Element(Tombstones + "deleted-entry")!)); break;
            default: feed.Add(new XElement(entry)); break;
        }

        Assert.NotEmpty(AtomRules.Faults(feed));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_JSON_feed_fits_the_schema_of_its_standard(string query)
    {
        var feed = await JsonAsync($"/feeds/alerts.json{query}");
        Assert.Equal([], Faults(JsonFeedOrSkip(), feed));
        Assert.Equal(feed["items"]!.AsArray().Count, feed["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task What_is_no_JSON_feed_is_told_by_the_schema()
    {
        var feed = await JsonAsync("/feeds/alerts.json");
        feed["items"]![0]!.AsObject().Remove("id");
        Assert.NotEmpty(Faults(JsonFeedOrSkip(), feed));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_ninjs_feed_is_a_package_of_valid_items(string query) => Assert.Equal([], Faults(NinjsTests.Schema, await JsonAsync($"/feeds/alerts.ninjs{query}")));

    private static JsonSchema JsonFeedOrSkip()
    {
        Assert.SkipUnless(File.Exists(JsonFeedFile), "There is no schema of JSON Feed: .ci/run fetches it (npm, jsonfeed-schema).");
        return JsonFeedSchema.Value;
    }

    private async Task<XElement> AtomAsync(string query) => XDocument.Parse(await _http.GetStringAsync($"/feeds/alerts.atom{query}", Stop)).Root!;

    private async Task<JsonNode> JsonAsync(string address) => JsonNode.Parse(await _http.GetStringAsync(address, Stop))!;

    private static List<string> Faults(JsonSchema schema, JsonNode document)
    {
        var result = schema.Evaluate(JsonSerializer.SerializeToElement(document), new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid ? [] : [.. (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}").DefaultIfEmpty("it is not valid")];
    }
}
