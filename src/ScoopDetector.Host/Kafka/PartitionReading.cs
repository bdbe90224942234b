using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>One partition of posts, from when it was given to this consumer until it is taken away.</summary>
internal sealed class PartitionReading(int partition, TimeSpan overlap)
{
    /// <summary>Posts read and not yet handed on.</summary>
    public PostBatch Batch { get; } = new(partition) { IsRestart = true };

    public OffsetLedger Ledger { get; } = new(overlap);

    /// <summary>Everything there was has been read.</summary>
    public bool IsAtEnd { get; set; }

    /// <summary>Its panes that end by then were passed on, acknowledged or not.</summary>
    public long SealedTo { get; private set; } = long.MinValue;

    /// <summary>The offset that was stored last.</summary>
    public long Stored { get; set; } = -1;

    public void PassOn(PanePart part) => SealedTo = Math.Max(SealedTo, part.SealedTo);
}
