using System.Text.Json;
using System.Text.Json.Serialization;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Feeds;

/// <summary>JSON Feed 1.1; the alert itself is in the extension <c>_scoop</c>.</summary>
internal static class JsonFeed
{
    public const string ContentType = "application/feed+json; charset=utf-8";

    public static byte[] Write(Feed feed) => JsonSerializer.SerializeToUtf8Bytes(new Whole(
        "https://jsonfeed.org/version/1.1", Feed.Title, feed.Home.AbsoluteUri, new Uri(feed.Home, feed.Self).AbsoluteUri, [.. feed.Entries.Select(entry => new Item(
            Feed.Id(entry), feed.Page(entry).AbsoluteUri, Feed.TitleOf(entry), Feed.Text(entry), entry.OpenedAt, Feed.UpdatedAt(entry), [.. Feed.Tags(entry)],
            entry.Alert.Languages.Count > 0 ? entry.Alert.Languages[0] : null, new(entry.Alert)))]));

    private sealed record Whole(
        [property: JsonPropertyName("version")] string Version,
        [property: JsonPropertyName("title")] string Title,
        [property: JsonPropertyName("home_page_url")] string HomePageUrl,
        [property: JsonPropertyName("feed_url")] string FeedUrl,
        [property: JsonPropertyName("items")] IReadOnlyList<Item> Items);

    private sealed record Item(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("url")] string Url,
        [property: JsonPropertyName("title")] string Title,
        [property: JsonPropertyName("content_text")] string ContentText,
        [property: JsonPropertyName("date_published")] string DatePublished,
        [property: JsonPropertyName("date_modified")] string DateModified,
        [property: JsonPropertyName("tags")] IReadOnlyList<string> Tags,
        [property: JsonPropertyName("language"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language,
        [property: JsonPropertyName("_scoop")] Extension Scoop);

    private sealed record Extension(Alert Alert)
    {
        [JsonPropertyName("alert")]
        public JsonElement Json { get; } = JsonDocument.Parse(AlertJson.Write(Alert)).RootElement;

        [JsonIgnore]
        public Alert Alert { get; } = Alert;
    }
}
