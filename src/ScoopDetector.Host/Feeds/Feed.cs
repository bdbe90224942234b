using System.Xml;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Feeds;

/// <summary>Events as a feed tells them, in whatever form it is written.</summary>
/// <param name="Home">Where the desk is.</param>
/// <param name="Self">The feed's own address on it.</param>
/// <param name="StoreId">Of which store: the feed's own identity.</param>
/// <param name="Entries">Those raised last come first; behind them what was retracted.</param>
internal sealed record Feed(Uri Home, string Self, string StoreId, IReadOnlyList<AlertEntry> Entries)
{
    public const string Title = "ScoopDetector: what people suddenly talk about";

    /// <summary>For so long, by stream time, a retraction is told: whoever reads less often starts anew.</summary>
    public static readonly TimeSpan TellsRetractionsFor = TimeSpan.FromDays(7);

    private const int MostRetractions = 200;

    /// <summary>The events that pass the filter and, whatever it says, those that were retracted: the words by which one stood in a feed are gone with its posts, and its place in the list may be beyond what fits.
    /// A reader that never had it passes over an id that it does not know.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many pass it at most.</param>
    /// <param name="before">Only those raised before; then the retractions are on the first page.</param>
    public static IReadOnlyList<AlertEntry> EntriesOf(AlertStore store, AlertFilter filter, int limit, long? before)
    {
        var items = store.List(filter, limit, before).Items;
        var retracted = before is null && store.Newest is { } newest ? store.Retracted(newest - TellsRetractionsFor, MostRetractions) : [];
        return [.. items.Concat(retracted.ExceptBy(items.Select(item => item.Alert.EventId), entry => entry.Alert.EventId)).Select(Bare)];
    }

    public string Updated => Entries.Select(UpdatedAt).Max() ?? "1970-01-01T00:00:00.000Z";

    public static string Id(AlertEntry entry) => $"urn:scoop:event:{Uri.EscapeDataString(entry.Alert.EventId)}";

    /// <summary>When it was told last; of what was retracted, when that was.</summary>
    public static string UpdatedAt(AlertEntry entry) => entry.RetractedAt ?? entry.Alert.AlertedAt;

    public static bool IsRetracted(AlertEntry entry) => entry.RetractedAt is not null;

    /// <summary>Unverified always: it is said by strangers and found by a machine.</summary>
    public static string TitleOf(AlertEntry entry) => IsRetracted(entry)
        ? "Retracted: its posts were withdrawn"
        : Plain($"{(entry.Alert.Level == AlertLevel.Alert ? "Alert" : "Watch")}: {entry.Alert.Headline}");

    public static string Text(AlertEntry entry)
    {
        if (IsRetracted(entry))
        {
            return "What was told about this event is taken back: its posts were withdrawn.";
        }
        var (alert, doubts) = (entry.Alert, Doubts.Of(entry.Alert));
        return Plain(
            $"{Shown.Plural(alert.Counts.Authors, "person")} in {Shown.Plural(alert.Counts.Posts, "post")} since {alert.FirstSeenAt}, {Shown.Number(alert.Counts.PerMinute)} a minute, "
            + $"{Shown.Usual(alert.Counts.BaselinePerMinute)}. {(Shown.Networks(alert.Networks) is { } networks ? $"Posts by network: {networks}. " : "")}{ReasonWords.Because(alert)} Machine-detected, unverified.{(doubts.Count > 0 ? $" Doubt: {string.Join("; ", doubts)}." : "")}");
    }

    public static IEnumerable<string> Tags(AlertEntry entry) => entry.Alert.Terms.Select(Plain);

    public Uri Page(AlertEntry entry) => new(Home, $"/events/{Uri.EscapeDataString(entry.Alert.EventId)}");

    private static AlertEntry Bare(AlertEntry entry) => IsRetracted(entry) ? entry with { Alert = LetterItem.Bare(entry.Alert) } : entry;

    /// <summary>Harmless to the eye, and nothing that XML cannot hold.</summary>
    private static string Plain(string text) => string.Concat(Shown.Text(text).Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
}
