using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>The bursts that count now: the latest of each term, until it has not been seen for a while.</summary>
internal sealed class LiveBursts(TimeSpan lasts)
{
    private readonly long _lasts = (long)lasts.TotalMilliseconds;
    private readonly Dictionary<TermId, (Burst Burst, long SeenAt)> _live = [];
    private readonly TermFilter _filter = new();
    private long _now;

    public void Accept(IReadOnlyList<Burst> bursts, long now)
    {
        if (now / 60_000 != _now / 60_000)
        {
            foreach (var (term, (_, seenAt)) in _live)
            {
                if (seenAt <= now - _lasts)
                {
                    _live.Remove(term);
                }
            }
            _filter.Clear();
            foreach (var term in _live.Keys)
            {
                _filter.Add(term);
            }
        }
        _now = now;
        foreach (var burst in bursts)
        {
            _live[burst.Term] = (burst, now);
            _filter.Add(burst.Term);
        }
    }

    public Burst? this[TermId term] => _filter.MayHave(term) && _live.TryGetValue(term, out var live) && live.SeenAt > _now - _lasts ? live.Burst : null;
}
