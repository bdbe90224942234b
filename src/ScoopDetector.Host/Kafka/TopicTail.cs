using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads what a topic holds at this moment, to its end and no further: how a process learns what the one before it has already told.</summary>
internal sealed class TopicTail(KafkaOptions options, string topic)
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>Where Kafka is silent for so long, it is given up with a <see cref="KafkaException"/>. By default never: it is waited for.</summary>
    public TimeSpan SilentAtMost { get; init; } = Timeout.InfiniteTimeSpan;

    private bool Waits => SilentAtMost == Timeout.InfiniteTimeSpan;

    /// <summary>All messages, partition by partition.</summary>
    /// <param name="last">Of each partition only so many; all by default.</param>
    /// <param name="stop">Gives up.</param>
    public IEnumerable<ConsumeResult<byte[], byte[]>> Read(CancellationToken stop, long last = long.MaxValue) =>
        Partitions(stop).SelectMany(partition => Read(partition, held => (held.High.Value - Math.Min(last, held.High.Value), held.High.Value), stop));

    /// <summary>The last message of one partition; null if it holds none.</summary>
    /// <param name="partition">Its number.</param>
    /// <param name="stop">Gives up.</param>
    public ConsumeResult<byte[], byte[]>? Last(int partition, CancellationToken stop) =>
        Read(new TopicPartition(topic, partition), held => (held.High.Value - 1, held.High.Value), stop).FirstOrDefault();

    /// <summary>The messages of one partition at these offsets, as far as they are still there.</summary>
    /// <param name="partition">Its number.</param>
    /// <param name="from">The first.</param>
    /// <param name="end">The one after the last; all that there are by default.</param>
    /// <param name="stop">Gives up.</param>
    public IEnumerable<ConsumeResult<byte[], byte[]>> Read(int partition, long from, CancellationToken stop, long end = long.MaxValue) =>
        Read(new TopicPartition(topic, partition), held => (from, Math.Min(end, held.High.Value)), stop);

    private IEnumerable<ConsumeResult<byte[], byte[]>> Read(TopicPartition partition, Func<WatermarkOffsets, (long From, long End)> range, CancellationToken stop)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(ClientConfigs.Look(options, "lookup")).SetLogHandler((_, _) => { }).Build();
        var held = Waits ? KafkaQuestion.Answer(options, link: null, () => consumer.QueryWatermarkOffsets(partition, Answer), stop) : consumer.QueryWatermarkOffsets(partition, SilentAtMost);
        var (from, end) = range(held);
        from = Math.Max(held.Low.Value, from);
        if (from >= end)
        {
            yield break;
        }
        consumer.Assign(new TopicPartitionOffset(partition, from));
        // The end is told as such even where the last offsets hold no message, as after compaction.
        while (Next(consumer, stop) is var message && !(message.IsPartitionEOF && message.Offset >= end))
        {
            if (!message.IsPartitionEOF && message.Offset < end)
            {
                yield return message;
            }
            if (message.Offset >= end - 1)
            {
                break;
            }
        }
    }

    private ConsumeResult<byte[], byte[]> Next(IConsumer<byte[], byte[]> consumer, CancellationToken stop)
    {
        if (Waits)
        {
            return consumer.Consume(stop);
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(SilentAtMost);
        try
        {
            return consumer.Consume(patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"Kafka has said nothing of topic {topic} for {SilentAtMost.TotalSeconds:0.#} s"));
        }
    }

    private List<TopicPartition> Partitions(CancellationToken stop)
    {
        using var client = new AdminClientBuilder(ClientConfigs.Look(options, "lookup")).SetLogHandler((_, _) => { }).Build();
        var found = (Waits ? KafkaQuestion.Answer(options, link: null, () => client.GetMetadata(topic, Answer), stop) : client.GetMetadata(topic, SilentAtMost)).Topics.Single(found => found.Topic == topic);
        return [.. found.Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId))];
    }
}
