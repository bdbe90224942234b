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

    // By arrival, which is nearly by time. An id that came again after its span stands here twice; the later one counts.
    // One more than are kept: the oldest goes when it has come.
    private readonly RecentIds _ids = new(most + 1);
    private long _latest = long.MinValue;

    /// <summary>False if the id is known already.</summary>
    public bool Add(ulong id, long moment)
    {
        _latest = Math.Max(_latest, moment);
        while (_ids.Count > 0 && _ids.OldestMoment < _latest - _keep)
        {
            _ids.ForgetOldest();
        }
        if (!_ids.TryAdd(id, moment, since: moment - _span))
        {
            return false;
        }
        if (_ids.Count > most && _ids.ForgetOldest())
        {
            drops.ForgetId();
        }
        return true;
    }

    public bool Contains(ulong id, long moment) => _ids.HasSince(id, moment - _span);

    public void Save(StateWriter writer)
    {
        writer.Signed(_latest);
        _ids.Save(writer);
    }

    public void Load(StateReader reader)
    {
        _latest = reader.Signed();
        _ids.Load(reader);
    }
}
