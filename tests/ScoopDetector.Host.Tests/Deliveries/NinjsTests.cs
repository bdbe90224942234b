using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Deliveries.Messages;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class NinjsTests
{
    internal static readonly JsonSchema Schema = ReadSchema();
    private static readonly Uri Page = new("https://desk.example/events/tram");

    [Fact]
    public void An_event_is_a_news_item_with_its_figures_doubts_and_topic()
    {
        var item = NinjsItem.Of(Some(), Page, isRetracted: false);

        Valid(item);
        Assert.Equal(
            ("urn:scoop:event:tram", "1", "usable", 4, "2026-03-02T07:00:00.000Z"),
            (Text(item, "uri"), Text(item, "version"), Text(item, "pubStatus"), item["urgency"]!.GetValue<int>(), Text(item, "contentCreated")));
        Assert.Equal("A tram is off its rails", Text(item["headlines"]![0]!, "value"));
        Assert.Equal("http://cv.iptc.org/newscodes/mediatopic/03000000", Text(item["subjects"]![0]!, "uri"));
        Assert.Equal(50, item["subjects"]![0]!["confidence"]!.GetValue<int>());
        Assert.Equal("Machine-detected, unverified.", Text(item, "edNote"));
    }

    [Fact]
    public void What_was_retracted_is_cancelled() => Assert.Equal("canceled", Text(Valid(NinjsItem.Of(Some(), Page, isRetracted: true)), "pubStatus"));

    [Fact]
    public void A_digest_is_a_package_of_news_items()
    {
        var letter = new Letter("bundle-1:news", "news", new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero), [new(DeliveryKind.Opened, Some()), new(DeliveryKind.Retracted, Some())], true, null);

        var package = Valid(JsonNode.Parse(NinjsItem.Write(letter))!);

        Assert.Equal(["usable", "canceled"], package["associations"]!.AsArray().Select(item => Text(item!, "pubStatus")));
    }

    [Fact]
    public void An_odd_alert_is_a_valid_item_all_the_same() => Valid(NinjsItem.Of(
        Some() with { EventId = "a b\"<>\\", Languages = [], Terms = [], Urgency = 0, Headline = "a\u0000b\uD83Dc", Places = ["Lyon", "\u202E"] }, null, isRetracted: false));

    [Fact]
    public void What_is_no_news_item_is_told_by_the_schema()
    {
        var item = NinjsItem.Of(Some(), Page, isRetracted: false);
        item["urgency"] = 10;
        Assert.False(IsValid(item));
        item["urgency"] = 9;
        item["colour"] = "red";
        Assert.False(IsValid(item));
    }

    [Theory]
    [InlineData("#Earthquake", "03000000")]
    [InlineData("地震", "03000000")]
    [InlineData("Hochwasser", "03000000")]
    [InlineData("strike", "09000000")]
    [InlineData("kitten", null)]
    public void A_telling_word_tells_a_topic(string term, string? code) => Assert.Equal(code is null ? [] : [code], MediaTopics.Of([term]).Select(topic => topic.Code));

    private static Alert Some() => SomeAlert.Of("tram", level: AlertLevel.Alert) with { Terms = ["tram", "derailed"], Places = ["Lyon"] };

    private static JsonNode Valid(JsonNode item)
    {
        Assert.True(IsValid(item), item.ToJsonString());
        return item;
    }

    private static bool IsValid(JsonNode item) => Schema.Evaluate(JsonSerializer.SerializeToElement(item)).IsValid;

    private static string Text(JsonNode item, string name) => item[name]!.GetValue<string>();

    private static JsonSchema ReadSchema()
    {
        using var reader = new StreamReader(typeof(NinjsTests).Assembly.GetManifestResourceStream("ninjs-3.1-subset.json")!);
        return JsonSchema.FromText(reader.ReadToEnd());
    }
}
