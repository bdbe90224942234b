using System.Collections.Concurrent;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>How far a consumer has come, for operators and tests. Written by the consumer's thread, read by any.</summary>
internal sealed class ConsumerProgress
{
    private readonly ConcurrentDictionary<int, PartitionProgress> _tallied = new();
    private long _messages;
    private long _beats;
    private long _began = long.MinValue;
    private long _reached = long.MinValue;
    private long _learntTo = -1;
    private volatile bool _isDrained;
    private volatile int _partitions;
    private volatile IReadOnlyList<PartitionLag> _lags = [];

    /// <summary>Messages read so far, good and bad.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>How far the stream is analysed, in milliseconds of its own time; null before the first pane.</summary>
    public long? Reached => Interlocked.Read(ref _reached) is var reached && reached == long.MinValue ? null : reached;

    /// <summary>Where the analysis began, in milliseconds of stream time; null before the first pane.</summary>
    public long? Began => Interlocked.Read(ref _began) is var began && began == long.MinValue ? null : began;

    /// <summary>How often the consumer has shown that it still polls: every few seconds, whether or not there is anything to read.</summary>
    public long Beats => Interlocked.Read(ref _beats);

    /// <summary>As of the last beat.</summary>
    public IReadOnlyList<PartitionLag> Lags => _lags;

    /// <summary>By partition of posts; empty where this consumer reads none.</summary>
    public IEnumerable<KeyValuePair<int, PartitionProgress>> Tallied => _tallied;

    /// <summary>How many partitions this consumer has.</summary>
    public int Partitions
    {
        get => _partitions;
        set => _partitions = value;
    }

    /// <summary>Everything in all of its partitions was read and handed on.</summary>
    public bool IsDrained
    {
        get => _isDrained;
        set => _isDrained = value;
    }

    /// <summary>The offset up to which a standby knows what the other knows; null where it does not stand by, or has nothing to go on from.</summary>
    public long? LearntTo
    {
        get => Interlocked.Read(ref _learntTo) is >= 0 and var offset ? offset : null;
        set => Interlocked.Exchange(ref _learntTo, value ?? -1);
    }

    public void Reach(long end)
    {
        Interlocked.CompareExchange(ref _began, end, long.MinValue);
        Interlocked.Exchange(ref _reached, end);
    }

    /// <summary>What was analysed before a restart counts as well.</summary>
    /// <param name="began">Null where nothing was.</param>
    public void Resume(long? began) => Interlocked.Exchange(ref _began, began ?? long.MinValue);

    public void Beat(IReadOnlyList<PartitionLag> lags)
    {
        _lags = lags;
        Interlocked.Increment(ref _beats);
    }

    /// <summary>Once for each pane of a partition, not for each post.</summary>
    public void Tally(PanePart part)
    {
        var before = _tallied.GetValueOrDefault(part.Partition, new(0, 0, long.MinValue));
        _tallied[part.Partition] = new(
            before.Posts + (part.Tally?.Posts.Length ?? 0), before.Withdrawals + (part.Tally?.Withdrawals.Length ?? 0), Math.Max(before.SealedTo, part.SealedTo));
    }

    /// <summary>Another process has it now.</summary>
    public void Forget(int partition) => _tallied.TryRemove(partition, out _);

    public void Count() => Interlocked.Increment(ref _messages);
}
