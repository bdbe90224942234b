using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads what a topic holds at this moment, to its end and no further: how a process learns what the one before it has already told.</summary>
internal sealed class TopicTail(KafkaOptions options, string topic)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>All messages, partition by partition.</summary>
    /// <param name="last">Of each partition only so many; all by default.</param>
    /// <param name="stop">Gives up.</param>
    public IEnumerable<ConsumeResult<byte[], byte[]>> Read(CancellationToken stop, long last = long.MaxValue)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(ClientConfigs.Look(options, "lookup")).SetLogHandler((_, _) => { }).Build();
        foreach (var partition in Partitions())
        {
            var held = consumer.QueryWatermarkOffsets(partition, Patience);
            var from = Math.Max(held.Low.Value, held.High.Value - Math.Min(last, held.High.Value));
            if (from >= held.High.Value)
            {
                continue;
            }
            consumer.Assign(new TopicPartitionOffset(partition, from));
            // The end is told as such even where the last offsets hold no message, as after compaction.
            while (consumer.Consume(stop) is { } message && !(message.IsPartitionEOF && message.Offset >= held.High))
            {
                if (!message.IsPartitionEOF && message.Offset < held.High)
                {
                    yield return message;
                }
                if (message.Offset >= held.High - 1)
                {
                    break;
                }
            }
        }
    }

    private List<TopicPartition> Partitions()
    {
        using var client = new AdminClientBuilder(ClientConfigs.Look(options, "lookup")).SetLogHandler((_, _) => { }).Build();
        var found = client.GetMetadata(topic, Patience).Topics.Single(found => found.Topic == topic);
        return [.. found.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId))];
    }
}
