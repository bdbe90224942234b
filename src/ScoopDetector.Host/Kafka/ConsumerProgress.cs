namespace ScoopDetector.Host.Kafka;

/// <summary>How far a consumer has come, for operators and tests. Written by the consumer's thread, read by any.</summary>
internal sealed class ConsumerProgress
{
    private long _messages;
    private long _reached = long.MinValue;
    private volatile bool _isDrained;
    private volatile int _partitions;

    /// <summary>Messages read so far, good and bad.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>How far the stream is analysed, in milliseconds of its own time; null before the first pane.</summary>
    public long? Reached => Interlocked.Read(ref _reached) is var reached && reached == long.MinValue ? null : reached;

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

    public void Reach(long end) => Interlocked.Exchange(ref _reached, end);

    public void Count() => Interlocked.Increment(ref _messages);
}
