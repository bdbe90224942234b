using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>Puts the partitions' parts of each pane together, in order of time, at the pace of the slowest partition.</summary>
/// <remarks>
/// The first part of a (partition, pane) stands. A part that is sent again after a crash does no harm, even by a reader that began again in the middle
/// of the pane and saw only the rest of it.
/// A partition without anything to read holds nobody up; if it wakes with posts from before what was merged meanwhile, they are late and counted.
/// Counting parts would not do: a consumer whose share starts later never sends the early panes.
/// </remarks>
internal sealed class PaneMerger(int partitions, TallyOptions options, DropCounts drops) : IStage<PanePart, PaneTally>
{
    private readonly Frontier[] _frontiers = Enumerable.Repeat(new Frontier(long.MinValue, false), partitions).ToArray();
    private readonly SortedDictionary<long, SortedDictionary<int, PaneTally>> _open = [];
    private readonly int _width = (int)options.Pane.TotalMilliseconds;
    private long _merged = long.MinValue;

    public void Accept(PanePart part, Action<PaneTally> emit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part.Partition, partitions);
        ref var frontier = ref _frontiers[part.Partition];
        if (part.Tally is { } tally)
        {
            if (tally.Pane.End > Math.Max(_merged, frontier.SealedTo))
            {
                Keep(part.Partition, tally);
            }
            else
            {
                drops.Add(tally.Pane.End <= frontier.SealedTo ? Drop.Duplicate : Drop.Late, tally.Posts.Length);
            }
        }
        frontier = new(Math.Max(frontier.SealedTo, part.SealedTo), part.IsIdle);
        Merge(CompleteTo(), emit);
    }

    public void Complete(Action<PaneTally> emit) => Merge(long.MaxValue, emit);

    private void Keep(int partition, PaneTally tally)
    {
        if (!_open.TryGetValue(tally.Pane.Start, out var parts))
        {
            _open[tally.Pane.Start] = parts = [];
        }
        parts[partition] = tally;
    }

    private long CompleteTo()
    {
        var slowest = long.MaxValue;
        var furthest = long.MinValue;
        foreach (var (sealedTo, isIdle) in _frontiers)
        {
            furthest = Math.Max(furthest, sealedTo);
            slowest = isIdle ? slowest : Math.Min(slowest, sealedTo);
        }
        return slowest == long.MaxValue ? furthest : slowest;
    }

    private void Merge(long upTo, Action<PaneTally> emit)
    {
        if (upTo <= _merged)
        {
            return;
        }
        while (_open.Count > 0 && _open.First() is var (start, parts) && start + _width <= upTo)
        {
            _open.Remove(start);
            _merged = start + _width;
            emit(PaneTally.Merge([.. parts.Values], options.SampleSize));
        }
        // Time has passed though nothing was said: whoever waits for quiet must learn of it.
        if (upTo != long.MaxValue && upTo - _merged >= _width)
        {
            var last = Pane.Of(upTo - _width, _width);
            if (last.End > _merged && last.End <= upTo)
            {
                _merged = last.End;
                emit(PaneTally.Empty(last));
            }
        }
    }

    private readonly record struct Frontier(long SealedTo, bool IsIdle);
}
