namespace ScoopDetector.Host.Kafka;

/// <summary>What one partition has given since this process has it.</summary>
/// <param name="Posts">In sealed panes.</param>
/// <param name="Withdrawals">In sealed panes.</param>
/// <param name="SealedTo">How far it is tallied, in milliseconds of stream time.</param>
internal readonly record struct PartitionProgress(long Posts, long Withdrawals, long SealedTo);
