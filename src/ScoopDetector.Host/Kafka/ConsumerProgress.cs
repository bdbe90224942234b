namespace ScoopDetector.Host.Kafka;

/// <summary>How far a consumer has come, for operators and tests. Written by the consumer's thread, read by any.</summary>
internal sealed class ConsumerProgress
{
    private long _messages;
    private volatile bool _isDrained;
    private volatile int _partitions;

    /// <summary>Messages read so far, good and bad.</summary>
    public long Messages => Interlocked.Read(ref _messages);

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

    public void Count() => Interlocked.Increment(ref _messages);
}
