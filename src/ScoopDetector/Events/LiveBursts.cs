using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>A burst that counts now, and the other such bursts that the same voices use in the same posts.</summary>
internal sealed class LiveBurst(TermId term)
{
    public TermId Term { get; } = term;

    /// <summary>As it was last told.</summary>
    public required Burst Burst { get; set; }

    public long ToldAt { get; set; }

    /// <summary>Voices that differ in their words.</summary>
    public int Origins { get; set; }

    /// <summary>With how many of these it shares a post with each other burst.</summary>
    public Dictionary<LiveBurst, int> Shared { get; } = [];
}

/// <summary>The bursts that count now: the latest of each term, until it has not been told for a while.</summary>
internal sealed class LiveBursts(TimeSpan lasts)
{
    private readonly long _lasts = (long)lasts.TotalMilliseconds;
    private readonly Dictionary<TermId, LiveBurst> _live = [];
    private readonly TermFilter _filter = new();
    private long _now;

    /// <summary>The burst of this term; null if it has none that counts.</summary>
    public LiveBurst? this[TermId term] => _filter.MayHave(term) && _live.TryGetValue(term, out var live) && live.ToldAt > _now - _lasts ? live : null;

    public void MoveTo(long now)
    {
        var isNewMinute = now / 60_000 != _now / 60_000;
        _now = now;
        if (!isNewMinute || _live.Count == 0)
        {
            return;
        }
        _filter.Clear();
        foreach (var (term, live) in _live)
        {
            if (live.ToldAt > now - _lasts)
            {
                _filter.Add(term);
                continue;
            }
            foreach (var other in live.Shared.Keys)
            {
                other.Shared.Remove(live);
            }
            _live.Remove(term);
        }
    }

    public LiveBurst Tell(Burst burst)
    {
        if (!_live.TryGetValue(burst.Term, out var live))
        {
            _live[burst.Term] = live = new(burst.Term) { Burst = burst };
            _filter.Add(burst.Term);
        }
        (live.Burst, live.ToldAt) = (burst, _now);
        return live;
    }
}
