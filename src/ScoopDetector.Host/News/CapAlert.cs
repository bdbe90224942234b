using System.Globalization;
using System.Xml.Linq;

namespace ScoopDetector.Host.News;

/// <summary>Reads what authorities warn of: the Common Alerting Protocol, versions 1.1 and 1.2, as documents of its own and as marks in the entries of Atom and RSS. Pure.</summary>
internal static class CapAlert
{
    private const string Versions = "urn:oasis:names:tc:emergency:cap:1.";

    /// <summary>Whether it is a document of its own, rather than a mark in an entry.</summary>
    public static bool IsAlert(XElement element) => element.Name.LocalName == "alert" && IsCap(element);

    /// <summary>The whole document that an entry carries; null if none.</summary>
    public static XElement? In(XElement entry) => entry.Descendants().FirstOrDefault(IsAlert);

    /// <summary>False for exercises, tests and drafts, for what is not for everybody, and for what takes back or acknowledges. An entry that says nothing of it warns.</summary>
    public static bool WarnsThePublic(XElement alert) =>
        Text(alert, "status") is null or "Actual" && Text(alert, "scope") is null or "Public" && Text(alert, "msgType") is null or "Alert" or "Update";

    /// <summary>What an entry has for a title where it has none of its own: <c>Flood Warning: Lower Saxony</c>. Empty if that is not said either.</summary>
    public static string TitleOf(XElement alert) => string.Join(": ", new[] { Text(alert, "headline") ?? Text(alert, "event"), Text(alert, "headline") is null ? Text(alert, "areaDesc") : null }.Where(part => part is not null));

    /// <summary>The id that one warning keeps in all feeds; null if none is said.</summary>
    public static string? IdOf(XElement alert) => Text(alert, "identifier");

    /// <summary>A document says the same in several languages: the one that is asked for, or the first.</summary>
    /// <param name="alert">The document.</param>
    /// <param name="language">BCP 47; null for any.</param>
    public static FeedItem? ItemOf(XElement alert, string? language)
    {
        var infos = alert.Elements().Where(element => element.Name.LocalName == "info").ToList();
        var info = infos.FirstOrDefault(info => language is not null && Text(info, "language") is { } told && Base(told) == Base(language)) ?? infos.FirstOrDefault();
        var (id, title) = (IdOf(alert), info is null ? "" : TitleOf(info));
        return id is null || title.Length == 0 ? null : new(
            id, title, Text(info!, "description") ?? "", Text(info!, "web") ?? "",
            DateTimeOffset.TryParse(Text(alert, "sent"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var sent) ? sent : null);
    }

    private static string? Text(XElement element, string name) =>
        element.Descendants().FirstOrDefault(inner => inner.Name.LocalName == name && IsCap(inner)) is { } found && found.Value.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsCap(XElement element) => element.Name.NamespaceName.StartsWith(Versions, StringComparison.Ordinal);

    private static string Base(string language) => language.Split('-')[0].ToLowerInvariant();
}
