using System.Collections.Concurrent;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>How much a rule would have sent: told before it is switched on, not learnt from the noise.</summary>
internal sealed class Preview(AlertStore store)
{
    /// <summary>Events that are looked at, those raised last first.</summary>
    internal const int Most = 1000;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>Rules whose counts are remembered; then all are counted anew.</summary>
    private const int MostKnown = 200;

    private readonly ConcurrentDictionary<(string Filter, string? Lane, int? Urgency, bool Updates), (LastDay Sent, DateTimeOffset Until)> _counted = [];

    /// <summary>Over the last 24 hours of the stream, counted at most once a minute: each page asks for it. Of an event the latest words are known and the figures of all revisions: the filter looks at the one, what a revision is worth at the other.</summary>
    public LastDay Of(Rule rule)
    {
        var key = (rule.Options.Filter, rule.Options.Lane, rule.Options.Urgency, rule.Options.Updates);
        if (!_counted.TryGetValue(key, out var known) || known.Until <= store.Now)
        {
            if (_counted.Count >= MostKnown)
            {
                _counted.Clear();
            }
            _counted[key] = known = (Count(rule), store.Now + Fresh);
        }
        return known.Sent;
    }

    private LastDay Count(Rule rule)
    {
        if (rule.Filter(store.Lanes()) is not { } filter || store.Newest is not { } newest)
        {
            return new(0, false);
        }
        var from = newest - Day;
        var page = store.List(filter, Most);
        return new(
            page.Items.Where(entry => entry.Handling.SplitFrom is null && Time(entry.Alert.AlertedAt) > from).Sum(entry => Count(rule, store.Revisions(entry.Alert.EventId).Where(revision => filter.Level is null || revision.Level == filter.Level), from)),
            page.Next is not null && Time(page.Items[^1].RaisedAt) > from);
    }

    private static int Count(Rule rule, IEnumerable<Figures> revisions, DateTimeOffset from)
    {
        var (count, isKnown, level) = (0, false, (AlertLevel?)null);
        foreach (var revision in revisions)
        {
            var isRaised = level is null || revision.Level > level;
            var kind = revision.State == AlertState.Retracted ? isKnown ? DeliveryKind.Retracted : null : rule.Wants(revision.State, isKnown, isRaised);
            level = isRaised ? revision.Level : level;
            isKnown |= kind is not null;
            count += kind is not null && Time(revision.AlertedAt) > from ? 1 : 0;
        }
        return count;
    }

    private static DateTimeOffset Time(string moment) => AlertStore.Time(moment)!.Value;
}
