using System.Runtime.InteropServices;
using ScoopDetector.State;

namespace ScoopDetector.Posts;

/// <summary>Remembers the ids of one partition's posts for a while, so that a post delivered twice counts once.</summary>
/// <remarks>
/// Each id is known for one span of event time from its own moment on, exactly: whether it is known does not depend on what else its partition has seen,
/// and so not on how many partitions there are. Only where there are more than the bound, the oldest are forgotten before their time, and counted.
/// Ids are kept as 64-bit hashes: among ten million the chance that one new post is taken for an old one is one in two million million.
/// </remarks>
/// <param name="span">How long an id is known.</param>
/// <param name="disorder">How far a post may lie behind the latest and still be asked about.</param>
/// <param name="most">How many ids are kept.</param>
/// <param name="drops">Counts those that are forgotten before their time.</param>
internal sealed class SeenPosts(TimeSpan span, TimeSpan disorder, int most, DropCounts drops) : IStateful
{
    private readonly long _span = (long)span.TotalMilliseconds;
    private readonly long _keep = (long)(span + disorder).TotalMilliseconds;
    private readonly Dictionary<ulong, long> _moments = [];

    // By arrival, which is nearly by time. An id that came again after its span stands here twice; the later one counts.
    private readonly Queue<(ulong Id, long Moment)> _arrivals = new();
    private long _latest = long.MinValue;

    /// <summary>False if the id is known already.</summary>
    public bool Add(ulong id, long moment)
    {
        _latest = Math.Max(_latest, moment);
        while (_arrivals.TryPeek(out var oldest) && oldest.Moment < _latest - _keep)
        {
            ForgetOldest();
        }
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_moments, id, out var isThere);
        if (isThere && IsKnown(known, moment))
        {
            return false;
        }
        known = moment;
        _arrivals.Enqueue((id, moment));
        if (_arrivals.Count > most && ForgetOldest())
        {
            drops.ForgetId();
        }
        return true;
    }

    public bool Contains(ulong id, long moment) => _moments.TryGetValue(id, out var known) && IsKnown(known, moment);

    private bool IsKnown(long known, long moment) => moment - known <= _span;

    private bool ForgetOldest()
    {
        var (id, moment) = _arrivals.Dequeue();
        return _moments.TryGetValue(id, out var known) && known == moment && _moments.Remove(id);
    }

    public void Save(StateWriter writer)
    {
        writer.Signed(_latest);
        writer.Count(_arrivals.Count);
        var before = 0L;
        foreach (var (id, moment) in _arrivals)
        {
            writer.Fixed(id);
            writer.Signed(moment - before);
            before = moment;
        }
    }

    public void Load(StateReader reader)
    {
        _latest = reader.Signed();
        var count = reader.Length();
        _moments.EnsureCapacity(count);
        _arrivals.EnsureCapacity(count);
        for (var (i, moment) = (0, 0L); i < count; i++)
        {
            var id = reader.Fixed8();
            moment += reader.Signed();
            _arrivals.Enqueue((id, moment));
            _moments[id] = moment;
        }
    }
}
