using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ScoopDetector.Host.Tests.Feeds;

/// <summary>Every MUST of RFC 4287 that a feed document can break, and those of RFC 6721 for tombstones, in our own words: their grammar is in RELAX NG, which nothing on .NET reads.</summary>
internal static partial class AtomRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";

    private static readonly string[] OfFeeds = ["author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title", "updated", "entry"];
    private static readonly string[] OfEntries = ["author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary", "title", "updated"];

    /// <summary>What is wrong, each with the place; empty if nothing is.</summary>
    public static IReadOnlyList<string> Faults(XElement feed) => [.. OfFeed(feed)];

    private static IEnumerable<string> OfFeed(XElement feed)
    {
        if (feed.Name != Atom + "feed")
        {
            return [$"the document begins with {feed.Name}"];
        }
        var entries = feed.Elements(Atom + "entry").ToArray();
        return
        [
            .. Known(feed, OfFeeds),
            .. Once(feed, "id", "title", "updated"),
            .. AtMostOnce(feed, "generator", "icon", "logo", "rights", "subtitle"),
            .. feed.Elements(Atom + "author").Any() || entries.All(entry => entry.Elements(Atom + "author").Any()) ? [] : new[] { "neither the feed nor each entry has an author" },
            .. Alternates(feed),
            .. Parts(feed),
            .. entries.SelectMany(OfEntry),
            .. entries.GroupBy(entry => (entry.Element(Atom + "id")?.Value, entry.Element(Atom + "updated")?.Value)).Where(same => same.Count() > 1).Select(same => $"two entries have the id {same.Key.Item1} and one time"),
            .. feed.Descendants(Tombstones + "deleted-entry").SelectMany(OfTombstone),
        ];
    }

    private static IEnumerable<string> OfEntry(XElement entry) =>
    [
        .. Known(entry, OfEntries),
        .. Once(entry, "id", "title", "updated"),
        .. AtMostOnce(entry, "content", "published", "rights", "source", "summary"),
        .. entry.Element(Atom + "content") is null && !entry.Elements(Atom + "link").Any(link => Relation(link) == "alternate") ? new[] { "an entry has neither content nor an alternate link" } : [],
        .. entry.Element(Atom + "content")?.Attribute("src") is not null && entry.Element(Atom + "summary") is null ? new[] { "an entry whose content is elsewhere has no summary" } : [],
        .. Alternates(entry),
        .. Parts(entry),
    ];

    private static IEnumerable<string> OfTombstone(XElement deleted) =>
    [
        .. deleted.Parent?.Name == Atom + "feed" ? [] : new[] { "a tombstone is not in the feed" },
        .. IsIri(deleted.Attribute("ref")?.Value) ? [] : new[] { "a tombstone has no ref" },
        .. IsTime(deleted.Attribute("when")?.Value) ? [] : new[] { "a tombstone has no when" },
    ];

    /// <summary>What holds for an element wherever it stands.</summary>
    private static IEnumerable<string> Parts(XElement within)
    {
        foreach (var part in within.Elements().Where(part => part.Name.Namespace == Atom))
        {
            var fault = part.Name.LocalName switch
            {
                "id" when !IsIri(part.Value) => "is no absolute IRI",
                "updated" or "published" when !IsTime(part.Value) => "is no time of RFC 3339",
                "title" or "subtitle" or "summary" or "rights" when TextFault(part) is { } wrong => wrong,
                "author" or "contributor" when part.Elements(Atom + "name").Count() != 1 || part.Elements(Atom + "uri").Count() > 1 || part.Elements(Atom + "email").Count() > 1 => "must have one name, and one uri and email at most",
                "author" or "contributor" when part.Element(Atom + "email") is { } email && !Email().IsMatch(email.Value) => "has an email that is none",
                "category" when part.Attribute("term") is null => "has no term",
                "link" when string.IsNullOrEmpty(part.Attribute("href")?.Value) || !Uri.TryCreate(part.Attribute("href")!.Value, UriKind.RelativeOrAbsolute, out _) => "has no href",
                "link" when part.Attribute("rel") is { } rel && !Token().IsMatch(rel.Value) && !IsIri(rel.Value) => "has a rel that is neither a name nor an IRI",
                "link" when part.Attribute("type") is { } type && !MediaType().IsMatch(type.Value) => "has a type that is none",
                _ => null,
            };
            if (fault is not null)
            {
                yield return $"{part.Name.LocalName} {fault}: {part}";
            }
        }
    }

    private static string? TextFault(XElement text) => text.Attribute("type")?.Value switch
    {
        null or "text" or "html" => text.HasElements ? "holds elements" : null,
        "xhtml" => text.Elements().Count() == 1 && text.Elements().Single().Name == XName.Get("div", "http://www.w3.org/1999/xhtml") ? null : "is not one div of XHTML",
        _ => "has a type that texts do not have",
    };

    private static IEnumerable<string> Known(XElement within, string[] names) => within.Elements().Where(part => part.Name.Namespace == Atom && !names.Contains(part.Name.LocalName)).Select(part => $"{part.Name.LocalName} must not stand in {within.Name.LocalName}");

    private static IEnumerable<string> Once(XElement within, params string[] names) => names.Where(name => within.Elements(Atom + name).Count() != 1).Select(name => $"{within.Name.LocalName} has {within.Elements(Atom + name).Count()} of {name}");

    private static IEnumerable<string> AtMostOnce(XElement within, params string[] names) => names.Where(name => within.Elements(Atom + name).Count() > 1).Select(name => $"{within.Name.LocalName} has more than one {name}");

    private static IEnumerable<string> Alternates(XElement within) => within.Elements(Atom + "link").Where(link => Relation(link) == "alternate")
        .GroupBy(link => (link.Attribute("type")?.Value, link.Attribute("hreflang")?.Value)).Where(same => same.Count() > 1).Select(_ => $"{within.Name.LocalName} has two alternate links of one type and language");

    private static string Relation(XElement link) => link.Attribute("rel")?.Value ?? "alternate";

    private static bool IsIri(string? text) => text is not null && Iri().IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool IsTime(string? text) => text is not null && Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>""{}|\\^`]+$")]
    private static partial Regex Iri();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^[^:\s/]+$")]
    private static partial Regex Token();

    [GeneratedRegex("^.+/.+$")]
    private static partial Regex MediaType();

    [GeneratedRegex("^.+@.+$")]
    private static partial Regex Email();
}
