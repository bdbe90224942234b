using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScoopDetector.Host.Verbs;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>One feed: RSS, Atom, a sitemap for news, or warnings (CAP).</summary>
/// <param name="Source">Who publishes it.</param>
/// <param name="Lang">In which language, BCP 47.</param>
/// <param name="Url">Where.</param>
/// <param name="Channel">What kind of source it is: <c>news</c> where nothing is said, <c>warning</c> for an authority.</param>
internal sealed record Feed(string Source, string Lang, Uri Url, NewsChannel Channel = NewsChannel.News)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Those of a file, or of the starter list.</summary>
    /// <exception cref="UsageException">It cannot be read, or is no list of feeds.</exception>
    public static IReadOnlyList<Feed> Read(string? file)
    {
        try
        {
            using var stream = file is null ? Assembly.GetExecutingAssembly().GetManifestResourceStream("News.feeds.json")! : File.OpenRead(file);
            var feeds = JsonSerializer.Deserialize<Feed[]>(stream, Form) ?? [];
            return feeds.Length > 0 && feeds.All(feed => feed is { Source.Length: > 0, Lang.Length: > 0, Url: { IsAbsoluteUri: true, Scheme: "http" or "https" }, Channel: NewsChannel.News or NewsChannel.Warning }) ? feeds
                : throw new UsageException($"News:Feeds: {file} must be a list of feeds, each with source, lang and url, such as {{\"source\":\"BBC\",\"lang\":\"en\",\"url\":\"https://…\"}}, and channel, news or warning, where it is no news.");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"News:Feeds: {file} cannot be read: {fault.Message}");
        }
    }
}
