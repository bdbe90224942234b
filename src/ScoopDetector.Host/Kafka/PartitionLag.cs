namespace ScoopDetector.Host.Kafka;

/// <summary>How many messages of a partition are not read yet.</summary>
internal sealed record PartitionLag(string Topic, int Partition, long Messages);
