using System.Xml;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Feeds;

/// <summary>Events as a feed tells them, in whatever form it is written.</summary>
/// <param name="Home">Where the desk is.</param>
/// <param name="Self">The feed's own address on it.</param>
/// <param name="StoreId">Of which store: the feed's own identity.</param>
/// <param name="Entries">Those raised last come first.</param>
internal sealed record Feed(Uri Home, string Self, string StoreId, IReadOnlyList<AlertEntry> Entries)
{
    public const string Title = "ScoopDetector: what people suddenly talk about";

    public string Updated => Entries.Select(entry => entry.Alert.AlertedAt).Max() ?? "1970-01-01T00:00:00.000Z";

    public static string Id(AlertEntry entry) => $"urn:scoop:event:{Uri.EscapeDataString(entry.Alert.EventId)}";

    public static bool IsRetracted(AlertEntry entry) => entry.Alert.State == AlertState.Retracted;

    /// <summary>Unverified always: it is said by strangers and found by a machine.</summary>
    public static string TitleOf(AlertEntry entry) => IsRetracted(entry)
        ? "Retracted: its posts were withdrawn"
        : Plain($"{(entry.Alert.Level == AlertLevel.Alert ? "Alert" : "Watch")}: {entry.Alert.Headline}");

    public static string Text(AlertEntry entry)
    {
        var (alert, doubts) = (entry.Alert, Doubts.Of(entry.Alert));
        return Plain(
            $"{Shown.Plural(alert.Counts.Authors, "person")} in {Shown.Plural(alert.Counts.Posts, "post")} since {alert.FirstSeenAt}, {Shown.Number(alert.Counts.PerMinute)} a minute, "
            + $"{Shown.Usual(alert.Counts.BaselinePerMinute)}. {(Shown.Networks(alert.Networks) is { } networks ? $"Posts by network: {networks}. " : "")}{ReasonWords.Because(alert)} Machine-detected, unverified.{(doubts.Count > 0 ? $" Doubt: {string.Join("; ", doubts)}." : "")}");
    }

    public static IEnumerable<string> Tags(AlertEntry entry) => entry.Alert.Terms.Select(Plain);

    public Uri Page(AlertEntry entry) => new(Home, $"/events/{Uri.EscapeDataString(entry.Alert.EventId)}");

    /// <summary>Harmless to the eye, and nothing that XML cannot hold.</summary>
    private static string Plain(string text) => string.Concat(Shown.Text(text).Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
}
