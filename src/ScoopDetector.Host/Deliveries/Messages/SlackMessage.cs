using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>A message of Slack in Block Kit, within its limits. What strangers wrote stands in plain text only, so that nothing of it is a mention, a link or an emphasis.</summary>
internal static class SlackMessage
{
    private const int LongestHeader = 150;
    private const int LongestText = 3000;
    private const int LongestField = 2000;
    private const int LongestFallback = 300;
    private const int MostInBundle = 12;

    public static byte[] Write(Letter letter) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        // What screen readers and notifications say.
        ["text"] = Escaped(Telling.Title(letter), LongestFallback),
        ["mrkdwn"] = false,
        ["unfurl_links"] = false,
        ["unfurl_media"] = false,
        ["blocks"] = new JsonArray([.. letter.IsBundle ? Bundle(letter) : One(letter, letter.Items[0])]),
    }, Telling.Json);

    private static IEnumerable<JsonNode> One(Letter letter, LetterItem item)
    {
        yield return new JsonObject { ["type"] = "header", ["text"] = Plain(Telling.Title(item), LongestHeader) };
        if (item.IsRetracted)
        {
            yield return Section(Telling.Lines(item)[0]);
        }
        else
        {
            yield return new JsonObject { ["type"] = "section", ["fields"] = new JsonArray([.. Fields(item.Alert)]) };
            yield return Context(Plain(Telling.Terms(item.Alert), LongestText));
            if (ReasonWords.Because(item.Alert) is { } because)
            {
                yield return Context(Own(because));
            }
            yield return Context(Own(Doubt(item.Alert)));
        }
        if (letter.Page(item) is { } page)
        {
            yield return new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(Button(page)) };
        }
    }

    private static IEnumerable<JsonNode> Bundle(Letter letter)
    {
        yield return new JsonObject { ["type"] = "header", ["text"] = Plain(Shown.Plural(letter.Items.Count, "event"), LongestHeader) };
        foreach (var item in letter.Items.Take(MostInBundle))
        {
            var section = Section(Telling.Title(item));
            if (letter.Page(item) is { } page)
            {
                section["accessory"] = Button(page);
            }
            yield return section;
            yield return Context(Own(item.IsRetracted ? Telling.Lines(item)[0] : Telling.People(item.Alert)));
        }
        if (letter.Items.Count > MostInBundle)
        {
            yield return Context(Own($"and {letter.Items.Count - MostInBundle} more on the desk"));
        }
        yield return Context(Own(Telling.Unverified));
    }

    private static IEnumerable<JsonNode> Fields(Alert alert)
    {
        yield return Own($"*People*\n{Shown.Number(alert.Counts.Authors)} in {Shown.Plural(alert.Counts.Posts, "post")}");
        yield return Own($"*First post*\n{Shown.Clock(alert.FirstSeenAt)[..^3]} UTC");
        yield return Own($"*Pace*\n{Shown.Number(alert.Counts.PerMinute)} a minute, {Shown.Usual(alert.Counts.BaselinePerMinute)}");
        if (Shown.Networks(alert.Networks) is { } networks)
        {
            yield return Plain($"Posts by network\n{networks}", LongestField);
        }
        // The name of a source, like a headline, is what somebody else wrote.
        yield return alert.Coverage.FirstHeadlineAt is null ? Own("*In the news*\nnone known yet") : Plain(Telling.News(alert.Coverage), LongestField);
    }

    private static string Doubt(Alert alert) => Doubts.Of(alert) is { Count: > 0 } doubts ? $"Doubt: {string.Join("; ", doubts)}. {Telling.Unverified}" : Telling.Unverified;

    private static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = Plain(text, LongestText) };

    private static JsonObject Context(JsonNode element) => new() { ["type"] = "context", ["elements"] = new JsonArray(element) };

    private static JsonObject Button(Uri page) => new()
    {
        ["type"] = "button",
        ["text"] = Plain("Open on the desk", LongestHeader),
        ["url"] = page.AbsoluteUri,
        ["action_id"] = $"open-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(page.AbsoluteUri)).AsSpan(0, 8))}",
    };

    private static JsonObject Plain(string text, int longest) => new() { ["type"] = "plain_text", ["text"] = Escaped(text, longest), ["emoji"] = false };

    /// <summary>Our own words, and numbers; never strangers'.</summary>
    private static JsonObject Own(string text) => new() { ["type"] = "mrkdwn", ["text"] = Escaped(text, LongestText), ["verbatim"] = true };

    /// <summary>Slack's three control characters. What is too long is cut before, between letters.</summary>
    private static string Escaped(string text, int longest)
    {
        var escaped = Escape(text);
        while (escaped.Length > longest)
        {
            text = text[..^(char.IsLowSurrogate(text[^1]) && text.Length > 1 ? 2 : 1)];
            escaped = Escape(text) + "…";
        }
        return escaped;
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
