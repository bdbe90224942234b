using System.Text.Json;
using System.Text.Json.Nodes;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>An event as a news item of IPTC's ninjs 3.1, for editorial systems. What was retracted is cancelled, and none of its words are told.</summary>
internal static class NinjsItem
{
    public const string ContentType = "application/json";

    /// <summary>One item; of a digest, one that has the others as its associations.</summary>
    public static byte[] Write(Letter letter) => letter.IsBundle
        ? Write($"urn:scoop:digest:{System.Uri.EscapeDataString(letter.Key)}", AlertStore.Text(letter.At)!, Shown.Plural(letter.Items.Count, "event"), letter.Items.Select(item => Of(letter, item)))
        : Bytes(Of(letter, letter.Items[0]));

    private static JsonObject Of(Letter letter, LetterItem item) => Of(item.Alert, letter.Page(item), item.IsRetracted);

    /// <param name="alert">The latest revision.</param>
    /// <param name="page">Where the desk shows it; null for nowhere.</param>
    /// <param name="isRetracted">Nothing that its posts said may be repeated.</param>
    public static JsonObject Of(Alert alert, Uri? page, bool isRetracted)
    {
        var item = Head(Uri(alert), isRetracted);
        item["version"] = $"{alert.Revision}";
        item["firstCreated"] = alert.FirstSeenAt;
        item["versionCreated"] = alert.AlertedAt;
        item["contentCreated"] = alert.FirstSeenAt;
        item["urgency"] = Math.Clamp(alert.Urgency, 1, 9);
        item["altIds"] = new JsonArray([.. Ids(alert, page)]);
        if (isRetracted)
        {
            return item;
        }
        if (alert.Languages.Count > 0)
        {
            item["language"] = alert.Languages[0];
        }
        item["title"] = Shown.Text(alert.Headline);
        item["slugline"] = string.Join('-', alert.Terms.Take(3).Select(Shown.Text));
        item["headlines"] = new JsonArray(Value("post", alert.Headline));
        item["descriptions"] = new JsonArray([Value("people", Telling.People(alert)), Value("coverage", Telling.News(alert.Coverage)), .. Doubts.Of(alert).Select(doubt => Value("doubt", doubt))]);
        item["places"] = new JsonArray([.. alert.Places.Select(place => new JsonObject { ["name"] = Shown.Text(place), ["rel"] = "about" })]);
        item["subjects"] = new JsonArray([.. Subjects(alert)]);
        return item;
    }

    /// <summary>Many as one: a package that has them as its associations.</summary>
    public static byte[] Write(string uri, string at, string title, IEnumerable<JsonObject> items)
    {
        var package = Head(uri, isRetracted: false);
        package["type"] = "composite";
        package["versionCreated"] = at;
        package["title"] = title;
        package["associations"] = new JsonArray([.. items.Select((item, place) =>
        {
            item["name"] = $"event-{place + 1}";
            return item;
        })]);
        return Bytes(package);
    }

    public static byte[] Bytes(JsonObject item) => JsonSerializer.SerializeToUtf8Bytes(item, Telling.Json);

    private static JsonObject Head(string uri, bool isRetracted) => new()
    {
        ["standard"] = new JsonObject { ["name"] = "ninjs", ["version"] = "3.1", ["schema"] = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" },
        ["uri"] = uri,
        ["type"] = "text",
        ["representationType"] = "partial",
        ["profile"] = "scoop-alert",
        ["pubStatus"] = isRetracted ? "canceled" : "usable",
        ["edNote"] = Telling.Unverified,
    };

    private static string Uri(Alert alert) => $"urn:scoop:event:{System.Uri.EscapeDataString(alert.EventId)}";

    private static IEnumerable<JsonNode> Ids(Alert alert, Uri? page)
    {
        yield return new JsonObject { ["role"] = "alert", ["value"] = alert.AlertId };
        if (page is not null)
        {
            yield return new JsonObject { ["role"] = "desk", ["value"] = page.AbsoluteUri };
        }
    }

    private static IEnumerable<JsonNode> Subjects(Alert alert)
    {
        foreach (var (code, name, terms) in MediaTopics.Of(alert.Terms))
        {
            yield return new JsonObject
            {
                ["name"] = name,
                ["rel"] = "about",
                ["uri"] = MediaTopics.Scheme + code,
                ["creator"] = "scoop:words",
                ["confidence"] = 100 * terms / alert.Terms.Count,
            };
        }
        foreach (var term in alert.Terms)
        {
            yield return new JsonObject { ["name"] = Shown.Text(term), ["rel"] = "mentions", ["literal"] = Shown.Text(term) };
        }
    }

    private static JsonObject Value(string role, string text) => new() { ["role"] = role, ["contentType"] = "text/plain", ["value"] = Shown.Text(text) };
}
