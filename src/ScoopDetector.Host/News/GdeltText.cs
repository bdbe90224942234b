using System.Globalization;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>What GDELT is asked, and what it answers. Pure.</summary>
internal static class GdeltText
{
    private const int LongestTitle = 2_000;

    /// <summary>The address of the question; null if no term is one that GDELT would look for.</summary>
    public static Uri? Question(GdeltOptions options, IReadOnlyList<string> terms)
    {
        var phrases = terms.Where(IsPhrase).Select(Plain).Where(term => term.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(options.Terms).Select(term => $"\"{term}\"").ToList();
        return phrases.Count == 0 ? null : new(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Address}?query={Uri.EscapeDataString(string.Join(' ', phrases))}&mode=artlist&format=json&sort=datedesc&timespan={options.LookBack.TotalMinutes:0}min&maxrecords={options.Articles}"));
    }

    /// <summary>The articles; null if the answer is none, as GDELT tells faults in plain words.</summary>
    /// <param name="answer">Its bytes.</param>
    /// <param name="now">When they were seen.</param>
    /// <param name="leftOut">Articles without an address or a title.</param>
    public static IReadOnlyList<Headline>? Read(ReadOnlyMemory<byte> answer, DateTimeOffset now, out int leftOut)
    {
        leftOut = 0;
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (!json.RootElement.IsObject)
            {
                return null;
            }
            var all = json.RootElement.Items("articles").Select(article => HeadlineOf(article, now)).ToList();
            leftOut = all.Count(headline => headline is null);
            return [.. all.OfType<Headline>()];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Headline? HeadlineOf(JsonElement article, DateTimeOffset now)
    {
        var (url, title, source) = (article.Text("url"), article.Text("title").Trim(), article.Text("domain"));
        return url.Length == 0 || title.Length == 0 ? null : new()
        {
            Id = url,
            Url = url,
            Source = source.Length > 0 ? source : "GDELT",
            Title = title.Length <= LongestTitle ? title : title[..LongestTitle],
            PublishedAt = DateTimeOffset.TryParseExact(article.Text("seendate"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var seen) ? seen : null,
            FirstSeenAt = now,
            IsTrusted = false,
            Channel = NewsChannel.Index,
        };
    }

    /// <summary>A link is none, nor are words that are too short for its index; a sign of another script says more.</summary>
    private static bool IsPhrase(string term) => !term.Contains("://", StringComparison.Ordinal) && (term.Count(char.IsLetterOrDigit) >= 3 || term.Any(letter => letter >= 0x0900));

    private static string Plain(string term) => string.Concat(term.Where(letter => char.IsLetterOrDigit(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || letter is ' ' or '-' or '\'')).Trim();
}
