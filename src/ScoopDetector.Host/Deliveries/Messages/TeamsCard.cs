using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>An Adaptive Card as a workflow of Microsoft Teams takes it, below its 28 KB however much a letter holds. What strangers wrote stands in runs of rich text, which know no markup.</summary>
internal static class TeamsCard
{
    private const int MostInBundle = 5;

    /// <summary>A letter beyond the first 65,536 is told in twelve bytes.</summary>
    private const int LongestText = 2500;

    /// <summary>What the workflow adds of its own is said to count too.</summary>
    private const int MostBytes = 24 * 1024;

    public static byte[] Write(Letter letter)
    {
        for (var shown = Math.Min(MostInBundle, letter.Items.Count); ; shown--)
        {
            var card = Write(letter, [.. letter.Items.Take(shown)]);
            if (card.Length <= MostBytes || shown == 1)
            {
                return card;
            }
        }
    }

    private static byte[] Write(Letter letter, LetterItem[] shown)
    {
        var body = new JsonArray([.. shown.SelectMany(Body)]);
        if (letter.Items.Count > shown.Length)
        {
            body.Add(Own($"and {letter.Items.Count - shown.Length} more on the desk"));
        }
        body.Add(Own(Telling.Unverified));
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["fallbackText"] = Telling.Title(letter),
                    ["body"] = body,
                    ["actions"] = new JsonArray([.. Actions(letter, shown)]),
                },
            }),
        }, Telling.Json);
    }

    private static IEnumerable<JsonNode> Body(LetterItem item)
    {
        yield return Strangers(Telling.Title(item), isTitle: true);
        if (item.IsRetracted)
        {
            yield return Own(Telling.Lines(item)[0]);
            yield break;
        }
        yield return new JsonObject
        {
            ["type"] = "FactSet",
            ["facts"] = new JsonArray(
                Fact("People", $"{Shown.Number(item.Alert.Counts.Authors)} in {Shown.Plural(item.Alert.Counts.Posts, "post")}"),
                Fact("First post", $"{Shown.Clock(item.Alert.FirstSeenAt)} UTC"),
                Fact("Pace", $"{Shown.Number(item.Alert.Counts.PerMinute)} a minute, {Shown.Usual(item.Alert.Counts.BaselinePerMinute)}")),
        };
        yield return Strangers(Telling.Cut(string.Join(' ', Rest(item.Alert)), LongestText), isTitle: false);
    }

    private static IEnumerable<string> Rest(Alert alert)
    {
        if (Shown.Networks(alert.Networks) is { } networks)
        {
            yield return $"Posts by network: {networks}.";
        }
        yield return Telling.News(alert.Coverage);
        yield return Telling.Terms(alert);
        if (ReasonWords.Because(alert) is { } because)
        {
            yield return because;
        }
        if (Doubts.Of(alert) is { Count: > 0 } doubts)
        {
            yield return $"Doubt: {string.Join("; ", doubts)}.";
        }
    }

    private static IEnumerable<JsonNode> Actions(Letter letter, LetterItem[] shown) => letter.Desk is null ? []
        : [new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open on the desk", ["url"] = (letter.IsBundle ? letter.Desk : letter.Page(shown[0])!).AbsoluteUri }];

    private static JsonObject Strangers(string text, bool isTitle) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray(new JsonObject { ["type"] = "TextRun", ["text"] = text, ["weight"] = isTitle ? "Bolder" : "Default", ["size"] = isTitle ? "Medium" : "Default" }),
    };

    /// <summary>Our own words, and numbers; never strangers'.</summary>
    private static JsonObject Own(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["isSubtle"] = true };

    private static JsonObject Fact(string title, string value) => new() { ["title"] = title, ["value"] = value };
}
