using ScoopDetector.Host.Checkpoints;

namespace ScoopDetector.Host.Kafka;

/// <summary>A Kafka broker inside the process, over real TCP on 127.0.0.1: for demonstrations and tests, nothing to install.</summary>
/// <remarks>librdkafka's mock cluster. It keeps everything in memory, and at most 5 MiB (compressed) or 100,000 batches a partition: what is older is gone,
/// read or not. So whoever feeds more than that must not run ahead of whoever reads.</remarks>
internal sealed class EmbeddedBroker : IDisposable
{
    /// <summary>Of the posts topic in a demonstration: room for some 80 MiB of compressed posts.</summary>
    public const int DefaultPartitions = 16;

    private const int TheBroker = 1;

    private readonly nint _client = MockCluster.NewClient();
    private readonly nint _cluster;
    private bool _disposed;

    private EmbeddedBroker()
    {
        _cluster = MockCluster.NewCluster(_client, 1);
        BootstrapServers = MockCluster.Bootstraps(_cluster);
        // The delay of three seconds gathers the members of a large group; here it would only be waited for.
        MockCluster.SetRebalanceDelay(_cluster, 0);
    }

    public string BootstrapServers { get; }

    /// <summary>Starts a broker that holds the topics of these options, and gives the options that lead to it.</summary>
    /// <param name="options">The topics' names; all else is kept.</param>
    /// <param name="partitions">Of the posts topic.</param>
    /// <param name="at">The options with the broker's address.</param>
    public static EmbeddedBroker Start(KafkaOptions options, int partitions, out KafkaOptions at)
    {
        var broker = new EmbeddedBroker();
        broker.CreateTopic(options.PostsTopic, partitions);
        broker.CreateTopic(options.PanePartsTopic, 1);
        broker.CreateTopic(options.BurstsTopic, 1);
        broker.CreateTopic(options.AlertsTopic, 1);
        broker.CreateTopic(options.HeadlinesTopic, 1);
        if (options.CheckpointsTopic.Length > 0)
        {
            broker.CreateTopic(options.CheckpointsTopic, CheckpointTopic.Partitions);
        }
        at = options with { BootstrapServers = broker.BootstrapServers };
        return broker;
    }

    public void CreateTopic(string name, int partitions) => MockCluster.CreateTopic(_cluster, name, partitions);

    /// <summary>Refuses connections and cuts those that stand, until <see cref="GoUp"/>. What it holds stays.</summary>
    public void GoDown() => MockCluster.SetDown(_cluster, TheBroker);

    public void GoUp() => MockCluster.SetUp(_cluster, TheBroker);

    /// <summary>Leaves a partition without a broker that leads it.</summary>
    public void TakeLeader(string topic, int partition) => MockCluster.SetLeader(_cluster, topic, partition, broker: -1);

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            MockCluster.Destroy(_client, _cluster);
        }
    }
}
