using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.State;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>Puts the partitions' parts of each pane together, in order of time, at the pace of the slowest partition.</summary>
/// <remarks>
/// The first part of a (partition, pane) stands. A part that is sent again after a crash does no harm, even by a reader that began again in the middle
/// of the pane and saw only the rest of it.
/// A partition without anything to read holds nobody up; if it wakes with posts from before what was merged meanwhile, they are late and counted.
/// What waits for a slow partition is bounded (<see cref="TallyOptions.HoldAtMost"/>): at the bound the others go on without the slowest, whose posts are left
/// out and counted until it has come as far as they. That depends on the order of the parts alone.
/// Counting parts would not do: a consumer whose share starts later never sends the early panes.
/// </remarks>
internal sealed class PaneMerger(int partitions, TallyOptions options, DropCounts drops, Holdings? holdings = null) : IStage<PanePart, PaneTally>, IStateful
{
    private readonly Frontier[] _frontiers = Enumerable.Repeat(new Frontier(long.MinValue, false, false), partitions).ToArray();

    // By partition: each seals its panes in order of time.
    private readonly Queue<PaneTally>[] _open = [.. Enumerable.Range(0, partitions).Select(_ => new Queue<PaneTally>())];
    private readonly List<PaneTally> _same = [];
    private readonly int _width = (int)options.Pane.TotalMilliseconds;
    private long _merged = long.MinValue;
    private long _held;

    // Of parts that came too late: they hold from the next pane on.
    private readonly List<Withdrawal> _withdrawn = [];

    public void Accept(PanePart part, Action<PaneTally> emit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part.Partition, partitions);
        ref var frontier = ref _frontiers[part.Partition];
        if (part.Tally is { } tally)
        {
            if (tally.Pane.End > Math.Max(_merged, frontier.SealedTo))
            {
                _open[part.Partition].Enqueue(tally);
                _held += WeightOf(tally);
            }
            else
            {
                drops.Add(tally.Pane.End <= frontier.SealedTo ? Drop.Duplicate : frontier.IsLeftBehind ? Drop.LeftBehind : Drop.Late, tally.Posts.Length);
                if (tally.Pane.End > frontier.SealedTo)
                {
                    _withdrawn.AddRange(tally.Withdrawals);
                }
            }
        }
        var sealedTo = Math.Max(frontier.SealedTo, Math.Max(part.SealedTo, part.Tally?.Pane.End ?? long.MinValue));
        frontier = new(sealedTo, part.IsIdle, frontier.IsLeftBehind && sealedTo <= _merged);
        Merge(CompleteTo(), emit);
        // Ends: once everybody is left behind, nothing is waited for.
        while (_held > options.HoldAtMost)
        {
            LeaveSlowestBehind();
            Merge(CompleteTo(), emit);
        }
        holdings?.WaitingPosts = _held;
    }

    public void Complete(Action<PaneTally> emit) => Merge(long.MaxValue, emit);

    private long CompleteTo()
    {
        var slowest = long.MaxValue;
        var furthest = long.MinValue;
        foreach (var frontier in _frontiers)
        {
            furthest = Math.Max(furthest, frontier.SealedTo);
            slowest = frontier.IsAwaited ? Math.Min(slowest, frontier.SealedTo) : slowest;
        }
        return slowest == long.MaxValue ? furthest : slowest;
    }

    private void LeaveSlowestBehind()
    {
        var slowest = _frontiers.Where(frontier => frontier.IsAwaited).Min(frontier => frontier.SealedTo);
        for (var i = 0; i < _frontiers.Length; i++)
        {
            if (_frontiers[i] is { IsAwaited: true } frontier && frontier.SealedTo == slowest)
            {
                _frontiers[i] = frontier with { IsLeftBehind = true };
            }
        }
    }

    private void Merge(long upTo, Action<PaneTally> emit)
    {
        if (upTo <= _merged)
        {
            return;
        }
        while (Earliest() is var start && start <= upTo - _width)
        {
            _merged = start + _width;
            emit(WithWithdrawn(Take(start)));
        }
        // Time has passed though nothing was said: whoever waits for quiet must learn of it.
        if (upTo != long.MaxValue && upTo - _merged >= _width)
        {
            var last = Pane.Of(upTo - _width, _width);
            if (last.End > _merged && last.End <= upTo)
            {
                _merged = last.End;
                emit(WithWithdrawn(PaneTally.Empty(last)));
            }
        }
    }

    /// <summary>The start of the earliest open pane; <see cref="long.MaxValue"/> if none is open.</summary>
    private long Earliest()
    {
        var earliest = long.MaxValue;
        foreach (var parts in _open)
        {
            earliest = parts.TryPeek(out var part) ? Math.Min(earliest, part.Pane.Start) : earliest;
        }
        return earliest;
    }

    private PaneTally Take(long start)
    {
        _same.Clear();
        foreach (var parts in _open)
        {
            if (parts.TryPeek(out var part) && part.Pane.Start == start)
            {
                _same.Add(parts.Dequeue());
                _held -= WeightOf(part);
            }
        }
        return PaneTally.Merge(_same, options.SampleSize);
    }

    private PaneTally WithWithdrawn(PaneTally tally)
    {
        if (_withdrawn.Count == 0)
        {
            return tally;
        }
        var late = _withdrawn.Select(withdrawal => withdrawal with { At = Math.Max(withdrawal.At, tally.Pane.Start) });
        Withdrawal[] all = [.. tally.Withdrawals, .. late];
        _withdrawn.Clear();
        return tally with { Withdrawals = Withdrawal.InOrder(all) };
    }

    /// <summary>An empty pane takes room too.</summary>
    private static int WeightOf(PaneTally tally) => tally.Posts.Length + tally.Withdrawals.Length + 1;

    public void Save(StateWriter writer)
    {
        writer.Signed(_merged);
        for (var partition = 0; partition < partitions; partition++)
        {
            _frontiers[partition].Save(writer);
            writer.Count(_open[partition].Count);
            foreach (var tally in _open[partition])
            {
                writer.Pane(tally);
            }
        }
        DigestState.Save(_withdrawn, writer);
    }

    public void Load(StateReader reader)
    {
        _merged = reader.Signed();
        for (var partition = 0; partition < partitions; partition++)
        {
            _frontiers[partition] = Frontier.Load(reader);
            for (var count = reader.Length(); count > 0; count--)
            {
                var tally = reader.Pane();
                _open[partition].Enqueue(tally);
                _held += WeightOf(tally);
            }
        }
        _withdrawn.AddRange(DigestState.LoadWithdrawals(reader));
    }

    private readonly record struct Frontier(long SealedTo, bool IsIdle, bool IsLeftBehind)
    {
        public bool IsAwaited => !IsIdle && !IsLeftBehind;

        public void Save(StateWriter writer)
        {
            writer.Signed(SealedTo);
            writer.Flag(IsIdle);
            writer.Flag(IsLeftBehind);
        }

        public static Frontier Load(StateReader reader) => new(reader.Signed(), reader.Flag(), reader.Flag());
    }
}
