namespace ScoopDetector.Tallies;

/// <summary>What one partition has to say: a pane that it has sealed, or only how far it has come.</summary>
/// <param name="Partition">From 0.</param>
/// <param name="SealedTo">The partition is complete up to here; no part of a pane that ends before will follow.</param>
/// <param name="IsIdle">Nothing is waiting in the partition: the others need not wait for it.</param>
/// <param name="Tally">Null for a mere sign of life.</param>
public sealed record PanePart(int Partition, long SealedTo, bool IsIdle, PaneTally? Tally);
