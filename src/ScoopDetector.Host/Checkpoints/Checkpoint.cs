using ScoopDetector.State;

namespace ScoopDetector.Host.Checkpoints;

/// <summary>What a run knew at one moment, and how far it had read then.</summary>
internal sealed record Checkpoint(CheckpointOrigin Origin, PipelineState State);
