namespace ScoopDetector.Host.Kafka;

/// <summary>Knows how far one partition may be committed: up to the oldest post of a pane that is not yet passed on.</summary>
/// <param name="overlap">So much of the stream is read again although it was passed on: a reader that takes over must know the ids of the latest posts,
/// or a post that is delivered twice around the change would count twice.</param>
/// <remarks>Whoever reads on from there sees every post of each pane that was still open, and of the panes already passed on perhaps a rest,
/// which is of no account (<see cref="Tallies.PaneMerger"/>). The offset never moves back. Used by one thread.</remarks>
internal sealed class OffsetLedger(TimeSpan overlap)
{
    // Of each open pane, by its end: the offset of its first post. Seldom more than two or three are open.
    private readonly SortedDictionary<long, long> _firsts = [];
    private readonly long _overlap = (long)overlap.TotalMilliseconds;
    private long _doneTo = long.MinValue;
    private long? _next;

    /// <summary>The first offset that must be read again after a crash; null while nothing was read.</summary>
    public long? SafeOffset => _firsts.Count == 0 ? _next : Math.Min(_firsts.Values.Min(), _next!.Value);

    /// <summary>A post of the pane that ends here was read.</summary>
    public void Read(long paneEnd, long offset)
    {
        Skip(offset);
        if (paneEnd > _doneTo)
        {
            // Posts come in order of offset: the first that names the pane is its first.
            _firsts.TryAdd(paneEnd, offset);
        }
    }

    /// <summary>Something was read that nobody waits for, such as a broken message.</summary>
    public void Skip(long offset) => _next = Math.Max(_next ?? 0, offset + 1);

    /// <summary>All panes that end by this moment were passed on, and whoever got them has acknowledged it.</summary>
    public void PassedOn(long sealedTo)
    {
        _doneTo = Math.Max(_doneTo, sealedTo is long.MinValue or long.MaxValue ? sealedTo : sealedTo - _overlap);
        while (_firsts.Count > 0 && _firsts.First().Key is var end && end <= _doneTo)
        {
            _firsts.Remove(end);
        }
    }
}
