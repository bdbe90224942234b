using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Where a reading of the log begins, and what is known there.</summary>
/// <param name="Offsets">One for each partition.</param>
/// <param name="IsWhole">What is known there was made of the log from its very beginning.</param>
internal sealed record LogStart(IReadOnlyList<TopicPartitionOffset> Offsets, bool IsWhole)
{
    /// <summary>How far each partition had been read there; none where nothing is known.</summary>
    public IReadOnlyList<LogPosition> Positions { get; init; } = [];

    /// <summary>How far the one partition of a topic between roles had been read there; null where nothing is known.</summary>
    public LogPosition? From => Positions is [var first, ..] ? first : null;

    /// <summary>Of the stages, to be saved now and then; null where nobody is to.</summary>
    public PipelineState? State { get; init; }

    /// <summary>It goes on from a checkpoint; otherwise nothing is known there.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Where the analysis began, in milliseconds of stream time; null where nothing is known.</summary>
    public long? Began { get; init; }

    /// <summary>Messages after the checkpoint that retention has deleted: what they taught is missing, and if nobody had read them, so are their alerts.</summary>
    public long Lost { get; init; }
}
