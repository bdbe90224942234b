using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Where a reading of the log begins at the start of a process: far enough back to build up again what the one before it knew.</summary>
internal sealed class ReplayStart(KafkaOptions options, string role)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="partitions">Of one topic.</param>
    /// <param name="isWhole">Nothing of the log is missing: what comes out of it is what came out of it before.</param>
    public List<TopicPartitionOffset> Of(IReadOnlyList<TopicPartition> partitions, out bool isWhole)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(ClientConfigs.Look(options, role)).SetLogHandler((_, _) => { }).Build();
        var lows = partitions.Select(partition => new TopicPartitionOffset(partition, consumer.QueryWatermarkOffsets(partition, Patience).Low)).ToList();
        var offsets = options.ReplayFrom is { } span && StoredAt(consumer, partitions) is { } storedAt ? Before(consumer, storedAt, span, lows) : lows;
        isWhole = offsets.All(offset => offset.Offset == 0);
        return offsets;
    }

    /// <summary>The stored offsets, each with the time of the message before it; null if some partition has none, as then nothing is known of it.</summary>
    private static List<(TopicPartitionOffset Offset, long At)>? StoredAt(IConsumer<Ignore, Ignore> consumer, IReadOnlyList<TopicPartition> partitions)
    {
        var stored = new List<(TopicPartitionOffset, long)>();
        foreach (var offset in consumer.Committed(partitions, Patience))
        {
            if (offset.Offset <= 0)
            {
                return null;
            }
            consumer.Assign(new TopicPartitionOffset(offset.TopicPartition, offset.Offset - 1));
            if (consumer.Consume(Patience) is not { IsPartitionEOF: false } message)
            {
                return null;
            }
            stored.Add((offset, message.Message.Timestamp.UnixTimestampMs));
        }
        consumer.Unassign();
        return stored;
    }

    /// <summary>One moment for all partitions, so that the stream begins everywhere at once, and in none after what was stored.</summary>
    private static List<TopicPartitionOffset> Before(
        IConsumer<Ignore, Ignore> consumer, List<(TopicPartitionOffset Offset, long At)> stored, TimeSpan span, List<TopicPartitionOffset> lows)
    {
        var from = new Timestamp(stored.Min(one => one.At) - (long)span.TotalMilliseconds, TimestampType.CreateTime);
        var found = consumer.OffsetsForTimes(stored.Select(one => new TopicPartitionTimestamp(one.Offset.TopicPartition, from)), Patience);
        return [.. lows.Select(low =>
        {
            var at = found.Single(one => one.TopicPartition == low.TopicPartition).Offset;
            var committed = stored.Single(one => one.Offset.TopicPartition == low.TopicPartition).Offset.Offset;
            return new TopicPartitionOffset(low.TopicPartition, Math.Max(low.Offset.Value, at.IsSpecial ? committed.Value : Math.Min(at.Value, committed.Value)));
        })];
    }
}
