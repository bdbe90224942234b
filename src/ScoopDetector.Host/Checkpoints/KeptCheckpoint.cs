namespace ScoopDetector.Host.Checkpoints;

/// <summary>A checkpoint that lies somewhere, sound or not.</summary>
/// <param name="Name">Where, for the log.</param>
/// <param name="Open">Gets it from where it lies; throws as <see cref="ICheckpointPlace.Kept"/> does, or a <see cref="State.StateFault"/> if it is not what was written.</param>
/// <param name="GoOn">The run goes on from it: it is kept as the one before the next.</param>
internal sealed record KeptCheckpoint(string Name, Func<Stream> Open, Action GoOn)
{
    /// <summary>See <see cref="CheckpointOrigin.ReadTo"/>; null where only the content tells.</summary>
    public long? ReadTo { get; init; }
}
