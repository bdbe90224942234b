using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>A burst that counts now, and the other such bursts that the same voices use in the same posts.</summary>
/// <remarks>All of it stands as of when the burst was last told: which of its voices are free since, <see cref="Draft"/> asks anew.</remarks>
internal sealed partial class LiveBurst(TermId term)
{
    public TermId Term { get; } = term;

    /// <summary>As it was last told.</summary>
    public required Burst Burst { get; set; }

    public long ToldAt { get; set; }

    /// <summary>Its voices that belong to no event yet.</summary>
    public List<Voice> Free { get; } = [];

    /// <summary>The share of its voices that is beyond the usual, 0 to 1: how far one may say that a post with this term is about what is new.</summary>
    public double Excess { get; set; }

    /// <summary>The same of its free voices.</summary>
    public double FreeExcess { get; set; }

    /// <summary>Free voices that differ in their words.</summary>
    public int Origins { get; set; }

    /// <summary>How many of the voices that were surveyed last use it.</summary>
    public int Surveyed { get; set; }

    /// <summary>Which of the terms of the event that was surveyed last it is; negative if it is none.</summary>
    public int SurveyedAs { get; set; }

    /// <summary>With how many of these it shares a post with each other burst.</summary>
    public Dictionary<LiveBurst, int> Shared { get; } = [];
}

/// <summary>The bursts that count now: the latest of each term, until it has not been told for a while.</summary>
internal sealed partial class LiveBursts(TimeSpan lasts)
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
        live.Excess = burst.Independent == 0 ? 0 : Math.Clamp(1 - (burst.Usual / burst.Independent), 0, 1);
        return live;
    }
}
