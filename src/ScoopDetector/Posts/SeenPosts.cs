namespace ScoopDetector.Posts;

/// <summary>Remembers the ids of one partition's posts for a while, so that a post delivered twice counts once.</summary>
/// <remarks>Two generations of event time: an id is remembered for at least one and at most two spans. Ids are kept as 64-bit hashes:
/// among ten million the chance that one new post is taken for an old one is one in two million million.</remarks>
internal sealed class SeenPosts(TimeSpan span)
{
    private readonly int _span = (int)span.TotalMilliseconds;
    private HashSet<ulong> _current = [];
    private HashSet<ulong> _before = [];
    private long _generation = long.MinValue;

    /// <summary>False if the id was there already.</summary>
    public bool Add(ulong id, long moment)
    {
        Turn(moment / _span);
        return !_before.Contains(id) && _current.Add(id);
    }

    public bool Contains(ulong id) => _before.Contains(id) || _current.Contains(id);

    private void Turn(long generation)
    {
        if (generation <= _generation)
        {
            return;
        }
        (_before, _current) = generation == _generation + 1 ? (_current, _before) : (_before, _current);
        _current.Clear();
        if (generation > _generation + 1)
        {
            _before.Clear();
        }
        _generation = generation;
    }
}
