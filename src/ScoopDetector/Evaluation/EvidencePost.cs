namespace ScoopDetector.Evaluation;

/// <summary>A post named as evidence by an alert line; the scorer needs its id only.</summary>
public readonly record struct EvidencePost
{
    public required string PostId { get; init; }
}
