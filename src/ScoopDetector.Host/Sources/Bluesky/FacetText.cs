using System.Text;
using System.Text.Json;
using ScoopDetector.Host.Sources.Wire;

namespace ScoopDetector.Host.Sources.Bluesky;

/// <summary>A text whose links, tags and mentions are marked beside it, by offsets into its UTF-8 bytes.</summary>
/// <remarks>Clients shorten links for the eye; here the whole link takes the place of the shortened one. A link under words leaves the words.
/// Offsets that overlap, point outside, or cut a character are passed over: anybody can write them.</remarks>
internal sealed class FacetText
{
    private readonly List<string> _links = [];
    private readonly List<string> _tags = [];
    private readonly string _text;

    public FacetText(string text, IReadOnlyList<JsonElement> facets)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (facet, start, end) in facets
            .Select(facet => (facet, Start: facet.Number("index", "byteStart"), End: facet.Number("index", "byteEnd")))
            .OrderBy(facet => facet.Start))
        {
            if (start < at || end <= start || end > bytes.Length || IsInside(bytes, start) || IsInside(bytes, end))
            {
                continue;
            }
            whole.Append(Encoding.UTF8.GetString(bytes, at, start - at)).Append(Shown(Encoding.UTF8.GetString(bytes, start, end - start), facet));
            at = end;
        }
        _text = at == 0 ? text : whole.Append(Encoding.UTF8.GetString(bytes, at, bytes.Length - at)).ToString();
    }

    /// <summary>Those that the text does not show.</summary>
    public IReadOnlyList<string> Links => _links;

    /// <summary>The text, and behind it the tags that it does not show.</summary>
    public string With(IEnumerable<string> tags)
    {
        var unseen = _tags.Concat(tags).Where(tag => tag.Length > 0 && !_text.Contains($"#{tag}", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase);
        return string.Join(' ', unseen.Select(tag => $"#{tag}").Prepend(_text)).Trim();
    }

    private string Shown(string words, JsonElement facet)
    {
        foreach (var feature in facet.Items("features"))
        {
            if (feature.Text("uri") is { Length: > 0 } link)
            {
                if (IsShortened(words, link))
                {
                    return link;
                }
                _links.Add(link);
            }
            else if (feature.Text("tag") is { Length: > 0 } tag)
            {
                _tags.Add(tag);
            }
        }
        return words;
    }

    /// <summary>The words are the link's own beginning, as far as they go.</summary>
    private static bool IsShortened(string words, string link)
    {
        var start = words.TrimEnd('.', '…');
        var scheme = link.IndexOf("://", StringComparison.Ordinal);
        var address = scheme < 0 ? link : link[(scheme + 3)..];
        return start.Length > 3 && (link.StartsWith(start, StringComparison.OrdinalIgnoreCase) || address.StartsWith(start, StringComparison.OrdinalIgnoreCase)
            || (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && address.AsSpan(4).StartsWith(start, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsInside(byte[] bytes, int at) => at < bytes.Length && (bytes[at] & 0xC0) == 0x80;
}
