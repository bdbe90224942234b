using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ScoopDetector.Host.Sources.Wire;

namespace ScoopDetector.Host.News;

/// <summary>What one answer of a feed holds: RSS of any version, Atom, a sitemap for news, or warnings (CAP). Pure, and lenient: a broken item costs only itself, and of a feed that breaks off the beginning counts.</summary>
internal sealed partial class FeedText
{
    private const int MostItems = 2_000;
    private const int LongestText = 2_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, CheckCharacters = false, XmlResolver = null };

    private readonly List<FeedItem> _items = [];
    private readonly string? _language;

    private FeedText(string? language) => _language = language;

    public IReadOnlyList<FeedItem> Items => _items;

    /// <summary>Items without a title or an id, and warnings that warn nobody: exercises, withdrawals.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Whether it is a feed at all: one of warnings may well be empty.</summary>
    public bool IsFeed { get; private set; }

    /// <summary>Who would tell at once what is new in it (WebSub); null if nobody.</summary>
    public string? Hub { get; private set; }

    /// <summary>How long the feed asks not to be asked again; null if it does not.</summary>
    public TimeSpan? TimeToLive { get; private set; }

    /// <summary>What was wrong with it; null if nothing.</summary>
    public string? Fault { get; private set; }

    /// <param name="answer">Its bytes.</param>
    /// <param name="charset">As the answer's header has it; null if it does not say.</param>
    /// <param name="language">Of warnings that are told in several, this one.</param>
    public static FeedText Read(byte[] answer, string? charset = null, string? language = null)
    {
        var feed = new FeedText(language);
        try
        {
            using var reader = XmlReader.Create(new StringReader(Mend(TextOf(answer, charset))), Settings);
            feed.Read(reader);
        }
        catch (XmlException fault)
        {
            feed.Fault = fault.Message;
        }
        return feed;
    }

    private void Read(XmlReader reader)
    {
        reader.Read();
        while (!reader.EOF && _items.Count < MostItems)
        {
            IsFeed |= reader.NodeType == XmlNodeType.Element && reader.LocalName is "rss" or "feed" or "RDF" or "urlset" or "alert";
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "item" or "entry" or "url" or "alert" && XNode.ReadFrom(reader) is XElement element)
            {
                Take(ItemOf(element));
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "link" && reader.GetAttribute("rel") == "hub")
            {
                Hub ??= reader.GetAttribute("href");
                reader.Read();
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "ttl")
            {
                TimeToLive = int.TryParse(reader.ReadElementContentAsString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000
                    ? TimeSpan.FromMinutes(minutes) : null;
            }
            else
            {
                reader.Read();
            }
        }
    }

    private void Take(FeedItem? item)
    {
        if (item is null)
        {
            LeftOut++;
            return;
        }
        _items.Add(item);
    }

    private FeedItem? ItemOf(XElement element)
    {
        if (!CapAlert.WarnsThePublic(element))
        {
            return null;
        }
        if ((CapAlert.IsAlert(element) ? element : CapAlert.In(element)) is { } warning)
        {
            return CapAlert.ItemOf(warning, _language) is { } told ? told with { Title = Cut(told.Title), Summary = Cut(told.Summary), Link = told.Link.Length > 0 ? told.Link : LinkOf(element) } : null;
        }
        var title = HtmlText.Of(WebUtility.HtmlDecode(First(element, "title"))) is { Length: > 0 } own ? own : CapAlert.TitleOf(element);
        var link = LinkOf(element);
        var id = CapAlert.IdOf(element) ?? (First(element, "guid", "id") is { Length: > 0 } named ? named : link);
        return title.Length == 0 || id.Length == 0 ? null : new(
            id,
            Cut(title),
            Cut(HtmlText.Of(WebUtility.HtmlDecode(First(element, "description", "summary")))),
            link,
            TimeOf(First(element, "pubDate", "published", "publication_date", "date", "updated", "lastmod")));
    }

    /// <summary>The first of these names that says something, wherever it stands in the item: a sitemap's lie deeper.</summary>
    private static string First(XElement item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.Descendants().FirstOrDefault(element => element.Name.LocalName == name && element.Value.Trim().Length > 0) is { } found)
            {
                return found.Value.Trim();
            }
        }
        return "";
    }

    private static string LinkOf(XElement item)
    {
        var links = item.Elements().Where(element => element.Name.LocalName is "link" or "loc").ToArray();
        var alternate = links.FirstOrDefault(link => link.Attribute("href") is not null && (string?)link.Attribute("rel") is null or "alternate");
        return (string?)alternate?.Attribute("href") ?? links.Select(link => link.Value.Trim()).FirstOrDefault(value => value.Length > 0) ?? "";
    }

    private static DateTimeOffset? TimeOf(string text)
    {
        // The names of zones that feeds write and the framework does not read.
        text = Zone().Replace(text, zone => zone.Value switch { "EST" or "CDT" => "-05:00", "EDT" => "-04:00", "CST" or "MDT" => "-06:00", "MST" or "PDT" => "-07:00", "PST" => "-08:00", "BST" or "CET" => "+01:00", "CEST" => "+02:00", _ => "+00:00" });
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year is > 1990 and < 2200 ? time : null;
    }

    /// <summary>What makes strict readers give up: control characters, entities of HTML, and ampersands that are none.</summary>
    private static string Mend(string text) => Ampersand().Replace(
        string.Concat(text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').Where(letter => letter >= ' ' || letter is '\n' or '\t' or '\r')),
        sign => sign.Value == "&" ? "&amp;" : WebUtility.HtmlDecode(sign.Value) is var letter && letter != sign.Value ? letter : $"&amp;{sign.Value[1..]}");

    private static string TextOf(byte[] answer, string? charset)
    {
        var head = Encoding.ASCII.GetString(answer, 0, Math.Min(answer.Length, 200));
        var name = Declared().Match(head) is { Success: true } declared ? declared.Groups[1].Value : charset;
        return EncodingOf(name, answer).GetString(answer);
    }

    private static Encoding EncodingOf(string? name, byte[] answer)
    {
        if (answer is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode;
        }
        try
        {
            return name is null ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            // None that is known; or UTF-7, which is refused, as it hides what is written in it.
            return Encoding.UTF8;
        }
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];

    [GeneratedRegex(@"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:[A-Za-z]{2,31}[0-9]{0,2};)?")]
    private static partial Regex Ampersand();

    [GeneratedRegex(@"\b(?:[ECMP][SD]T|BST|CES?T|UTC?|GMT|Z)$")]
    private static partial Regex Zone();

    [GeneratedRegex("encoding=[\"']([A-Za-z0-9._-]{2,40})[\"']")]
    private static partial Regex Declared();
}

/// <summary>One item of a feed, as the feed has it.</summary>
internal sealed record FeedItem(string Id, string Title, string Summary, string Link, DateTimeOffset? PublishedAt);
