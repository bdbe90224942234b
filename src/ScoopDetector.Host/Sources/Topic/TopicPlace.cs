using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Sources.Topic;

/// <summary>Which topic of which Kafka, and how it is reached.</summary>
internal sealed class TopicPlace
{
    private TopicPlace(string topic, KafkaOptions kafka) => (Topic, Kafka) = (topic, kafka);

    public string Topic { get; }

    public KafkaOptions Kafka { get; }

    /// <param name="options">The source's own; its topic is set.</param>
    /// <param name="own">Where the detector's own topics are.</param>
    /// <exception cref="UsageException">It is one of them: what the detector writes it would read and write again, for ever.</exception>
    public static TopicPlace Of(TopicOptions options, KafkaOptions own)
    {
        var kafka = options.BootstrapServers is { } servers
            ? own with { BootstrapServers = servers, Properties = options.Properties }
            : own with { Properties = new Dictionary<string, string>([.. own.Properties.Where(property => !options.Properties.ContainsKey(property.Key)), .. options.Properties]) };
        if (IsOwn(options.Topic!, own) && MeetAnywhere(kafka.BootstrapServers, own.BootstrapServers))
        {
            throw new UsageException($"Sources:Topic:Topic is {options.Topic}, which the detector itself writes at {own.BootstrapServers}: it would hear itself for ever. Name the topic that your collectors write; posts that are already on {own.PostsTopic} need no source.");
        }
        return new(options.Topic!, kafka);
    }

    /// <summary>Two names of brokers may lead to one cluster: what its brokers call themselves does not lie.</summary>
    public bool IsOwnAt(IEnumerable<string> brokers, KafkaOptions own, Func<IEnumerable<string>> ownBrokers) => IsOwn(Topic, own) && brokers.Intersect(ownBrokers(), StringComparer.OrdinalIgnoreCase).Any();

    private static bool IsOwn(string topic, KafkaOptions own) =>
        new[] { own.PostsTopic, own.PanePartsTopic, own.BurstsTopic, own.AlertsTopic, own.HeadlinesTopic, own.CheckpointsTopic }.Contains(topic, StringComparer.Ordinal);

    private static bool MeetAnywhere(string servers, string others) => ServersIn(servers).Intersect(ServersIn(others), StringComparer.OrdinalIgnoreCase).Any();

    private static IEnumerable<string> ServersIn(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(server => server.Contains("://", StringComparison.Ordinal) ? server[(server.IndexOf("://", StringComparison.Ordinal) + 3)..] : server)
        .Select(server => server.Contains(':', StringComparison.Ordinal) ? server : $"{server}:9092")
        .Select(server => server.Replace("localhost:", "127.0.0.1:", StringComparison.OrdinalIgnoreCase).Replace("[::1]:", "127.0.0.1:", StringComparison.Ordinal));
}
