using System.Globalization;
using System.Text.Json;

namespace ScoopDetector.News;

/// <summary>A headline as one JSON object: <c>id, published_at, source, title, summary?, url?</c> (no title where there is a url), and ours, <c>first_seen_at, trusted, lang, channel</c>.</summary>
public static class HeadlineJson
{
    /// <summary>Null if the line is no headline: no object, or without id, source, any time, or both title and url.</summary>
    public static Headline? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var json = JsonDocument.ParseValue(ref reader);
            return Read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static byte[] Write(Headline headline)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", headline.Id);
            Write(json, "published_at", headline.PublishedAt);
            Write(json, "first_seen_at", headline.FirstSeenAt);
            json.WriteBoolean("trusted", headline.IsTrusted);
            json.WriteString("source", headline.Source);
            json.WriteString("title", headline.Title);
            Write(json, "summary", headline.Summary);
            Write(json, "url", headline.Url);
            Write(json, "lang", headline.Language);
            Write(json, "channel", headline.Channel == NewsChannel.News ? null : JsonNamingPolicy.CamelCase.ConvertName(headline.Channel.ToString()));
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static Headline? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "id") is not { } id || Text(json, "source") is not { } source)
        {
            return null;
        }
        // Some recordings know only the page, or the tweet of a newsroom: a link to it in a post says as much as words.
        var url = Text(json, "url") ?? (id.StartsWith("http", StringComparison.Ordinal) ? id : Text(json, "kind") == "tweet" ? $"https://twitter.com/{source.TrimStart('@')}/status/{id}" : null);
        if ((Text(json, "title") ?? (url is null ? null : "")) is not { } title)
        {
            return null;
        }
        var headline = new Headline
        {
            Id = id,
            Source = source,
            Title = title,
            PublishedAt = Time(json, "published_at"),
            FirstSeenAt = Time(json, "first_seen_at"),
            IsTrusted = !json.TryGetProperty("trusted", out var trusted) || trusted.ValueKind != JsonValueKind.False,
            Summary = Text(json, "summary"),
            Url = url,
            Language = Text(json, "lang"),
            Channel = Enum.TryParse<NewsChannel>(Text(json, "channel"), ignoreCase: true, out var channel) && Enum.IsDefined(channel) ? channel : NewsChannel.News,
        };
        return headline.At is null ? null : headline;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        Text(json, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year is > 1990 and < 2200 ? time : null;

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
