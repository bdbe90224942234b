using System.Collections.Frozen;
using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>What each kind of Kafka client is set to.</summary>
internal static class ClientConfigs
{
    private static readonly FrozenSet<string> Ours = FrozenSet.Create(
        "bootstrap.servers", "group.id", "enable.auto.commit", "enable.auto.offset.store", "auto.offset.reset", "enable.partition.eof",
        "enable.idempotence", "acks", "transactional.id", "message.timeout.ms");

    /// <summary>Whether the delivery of posts rests on this property of librdkafka.</summary>
    public static bool IsOurs(string property) => Ours.Contains(property);

    /// <summary>For reading a topic; offsets are committed only as far as they were stored.</summary>
    public static ConsumerConfig Consumer(KafkaOptions options, string role)
    {
        var config = new ConsumerConfig
        {
            GroupId = $"{options.Group}-{role}",
            EnableAutoCommit = true,
            AutoCommitIntervalMs = Milliseconds(options.CommitEvery),
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
            ConsumeResultFields = "timestamp",
            StatisticsIntervalMs = 5000,
            FetchMaxBytes = Math.Max(options.MaxRecordBytes, 50 << 20),
            // librdkafka pauses fetching for a second once its queue is full; at full speed that is most of the time.
            FetchQueueBackoffMs = 2,
        };
        if (options.Properties.GetValueOrDefault("group.protocol") != "consumer")
        {
            config.SessionTimeoutMs = Milliseconds(options.SessionTimeout);
            config.HeartbeatIntervalMs = Math.Max(100, config.SessionTimeoutMs.Value / 10);
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        }
        return Common(config, options, role);
    }

    /// <summary>For reading a topic between roles, whose records say in a header what they were made with.</summary>
    public static ConsumerConfig RecordConsumer(KafkaOptions options, string role)
    {
        var config = Consumer(options, role);
        config.ConsumeResultFields = "timestamp,headers";
        // Posts are small, and small portions keep their partitions near each other; these records are large, and there is one partition.
        config.MaxPartitionFetchBytes = options.MaxRecordBytes;
        return config;
    }

    /// <summary>For looking something up in a topic; leaves no trace in any group.</summary>
    public static ConsumerConfig Look(KafkaOptions options, string role) => Common(
        new ConsumerConfig
        {
            GroupId = $"{options.Group}-{role}",
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
            MaxPartitionFetchBytes = options.MaxRecordBytes,
        },
        options,
        role);

    /// <summary>Each record once, in order, however long it takes: whoever waits for a broken broker loses nothing.</summary>
    public static ProducerConfig Producer(KafkaOptions options, string role) => Common(
        new ProducerConfig
        {
            EnableIdempotence = true,
            MessageTimeoutMs = 0,
            StatisticsIntervalMs = 5000,
            MessageMaxBytes = options.MaxRecordBytes,
            LingerMs = 5,
            CompressionType = CompressionType.Lz4,
            // The partition that a Java producer would choose for the same key.
            Partitioner = Partitioner.Murmur2Random,
        },
        options,
        role);

    private static T Common<T>(T config, KafkaOptions options, string role)
        where T : ClientConfig
    {
        config.BootstrapServers = options.BootstrapServers;
        config.ClientId = $"{options.Group}-{role}";
        config.ReconnectBackoffMs = Milliseconds(options.BackOff);
        config.ReconnectBackoffMaxMs = Milliseconds(options.BackOffMost);
        config.AllowAutoCreateTopics = false;
        foreach (var (name, value) in options.Properties)
        {
            config.Set(name, value);
        }
        return config;
    }

    private static int Milliseconds(TimeSpan span) => (int)span.TotalMilliseconds;
}
