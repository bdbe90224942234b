using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>One partition of posts, from when it was given to this consumer until it is taken away.</summary>
/// <param name="overlap">See <see cref="OffsetLedger"/>.</param>
/// <param name="from">Where reading begins.</param>
/// <param name="isResumed">What came before it is known to the stages.</param>
internal sealed class PartitionReading(TimeSpan overlap, LogPosition from, bool isResumed)
{
    private LogPosition _read = from;

    /// <summary>Posts read and not yet handed on.</summary>
    public PostBatch Batch { get; } = new(from.Partition) { IsRestart = !isResumed };

    /// <summary>How far what was handed on goes.</summary>
    public LogPosition Position { get; private set; } = from;

    public OffsetLedger Ledger { get; } = new(overlap);

    /// <summary>Where the log ended when it was read to its end; null while there is more.</summary>
    public long? End { get; set; }

    /// <summary>Everything there was has been read.</summary>
    public bool IsAtEnd => End is not null;

    /// <summary>Its panes that end by then were passed on, acknowledged or not.</summary>
    public long SealedTo { get; private set; } = long.MinValue;

    /// <summary>The offset that was stored last.</summary>
    public long Stored { get; set; } = -1;

    /// <summary>This message was read; its post, if it was one, waits in the batch.</summary>
    public void Read<TKey, TValue>(ConsumeResult<TKey, TValue> message) =>
        _read = new(_read.Partition, message.Offset.Value + 1, message.Message.Timestamp.UnixTimestampMs);

    /// <summary>The message that was read last is no post. Where none waits, all is handed on: a start from here need not read it, and count it, again.</summary>
    public void Skip(Offset offset)
    {
        Ledger.Skip(offset);
        if (Batch.Count == 0)
        {
            Position = _read;
        }
    }

    /// <summary>All that was read was handed on.</summary>
    public void HandedOn()
    {
        Position = _read;
        Batch.Clear();
    }

    public void PassOn(PanePart part) => SealedTo = Math.Max(SealedTo, part.SealedTo);
}
