using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk;

/// <summary>What one desk has on the screen. While somebody reads, cards change in place and nothing moves: what is new waits.</summary>
internal sealed class Board
{
    private readonly List<AlertEntry> _shown = [];
    private readonly List<AlertEntry> _pending = [];
    private readonly List<AlertEntry> _risen = [];
    private readonly HashSet<string> _folded = [];
    private long _told = -1;
    private long _order;

    public IReadOnlyList<AlertEntry> Shown => _shown;

    /// <summary>What is new, or has risen to an alert, since the screen was last put in order.</summary>
    public IReadOnlyList<AlertEntry> Pending => _pending;

    /// <summary>Whether the event has only a line of its card. One that is put away or muted while somebody reads keeps its height until the screen is next put in order: what stands below must not move.</summary>
    public bool IsFolded(AlertEntry entry) => _folded.Contains(entry.Alert.EventId);

    /// <summary>Where older events go on; null if all are shown.</summary>
    public long? Next { get; private set; }

    /// <param name="page">What there is to see now.</param>
    /// <param name="change">Number of the latest change when it was read.</param>
    /// <param name="find">How an event stands now that is shown and no longer on the page.</param>
    /// <param name="mayMove">Nobody reads, or it was asked for.</param>
    /// <param name="anew">Another lane: nothing that is shown has to stay, and nothing on it is news.</param>
    /// <param name="own">What the reader has just acted on: that folds, and unfolds, at once.</param>
    /// <param name="mutes">Whose events are folded; null for none.</param>
    public void Take(AlertPage page, long change, Func<string, AlertEntry?> find, bool mayMove, bool anew = false, Touched? own = null, IReadOnlyList<Act>? mutes = null)
    {
        bool NeedsALine(AlertEntry entry) => EventActs.IsPutAway(entry) || EventActs.MuteOf(entry, mutes ?? []) is not null;
        Note(page.Items, change, anew);
        Next = page.Next;
        _pending.Clear();
        if (mayMove || anew || _shown.Count == 0)
        {
            _shown.Clear();
            _shown.AddRange(Arranged(page.Items));
            _folded.Clear();
            _folded.UnionWith(_shown.Where(NeedsALine).Select(entry => entry.Alert.EventId));
            _order = _shown.Select(entry => entry.Raised).DefaultIfEmpty(change).Max();
            return;
        }
        var now = page.Items.ToDictionary(entry => entry.Alert.EventId);
        for (var i = 0; i < _shown.Count; i++)
        {
            var id = _shown[i].Alert.EventId;
            _shown[i] = now.GetValueOrDefault(id) ?? find(id) ?? _shown[i];
            if (own?.Has(_shown[i]) == true)
            {
                _ = NeedsALine(_shown[i]) ? _folded.Add(id) : _folded.Remove(id);
            }
        }
        var ids = _shown.Select(entry => entry.Alert.EventId).ToHashSet();
        _pending.AddRange(page.Items.Where(entry => !ids.Contains(entry.Alert.EventId) && entry.Raised > _order));
    }

    /// <summary>Alerts that were opened or have risen since this was last asked: each is told once.</summary>
    public IReadOnlyList<AlertEntry> TakeRisen()
    {
        var risen = _risen.ToArray();
        _risen.Clear();
        return risen;
    }

    /// <summary>What has become a part of a story that is shown too stands right below it.</summary>
    private static IEnumerable<AlertEntry> Arranged(IReadOnlyList<AlertEntry> entries)
    {
        var wholes = entries.Where(entry => EventActs.Whole(entry) is null).Select(entry => entry.Alert.EventId).ToHashSet();
        var parts = entries.Where(entry => EventActs.Whole(entry) is { } whole && wholes.Contains(whole)).ToLookup(entry => EventActs.Whole(entry)!);
        return entries.Where(entry => EventActs.Whole(entry) is not { } whole || !wholes.Contains(whole)).SelectMany(entry => parts[entry.Alert.EventId].Prepend(entry));
    }

    private void Note(IReadOnlyList<AlertEntry> entries, long change, bool anew)
    {
        if (_told < 0 || anew)
        {
            _told = change;
            return;
        }
        _risen.AddRange(entries.Where(entry => entry.Raised > _told && entry.Alert.Level == AlertLevel.Alert));
        _told = entries.Select(entry => entry.Raised).Append(_told).Max();
    }
}
