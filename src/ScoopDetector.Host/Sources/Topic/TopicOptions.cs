using System.ComponentModel.DataAnnotations;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Sources.Topic;

/// <summary>A Kafka topic that carries messages as networks send them, or posts in our own form: what other collectors of this house have heard already.</summary>
internal sealed record TopicOptions
{
    /// <summary>Some brokers, <c>host:port</c>, parted by commas. Default null: those of <c>Kafka:BootstrapServers</c>, with <c>Kafka:Properties</c> too.</summary>
    public string? BootstrapServers { get; init; }

    /// <summary>Default null; must be set to use this source. It cannot be a topic that the detector itself writes.</summary>
    [RegularExpression("[A-Za-z0-9._-]{1,249}")]
    public string? Topic { get; init; }

    /// <summary>In which form its messages are. Default Auto: of any network or our own, told apart message by message. A network's name says that all are its own, and saves the looking.</summary>
    public TopicFormat Format { get; init; } = TopicFormat.Auto;

    /// <summary>Where the first start begins. Default Latest: with what comes now, as the past would come all at once. Every later start goes on behind what was published.</summary>
    public TopicBeginning Beginning { get; init; } = TopicBeginning.Latest;

    /// <summary>How often it is looked whether the topic has got more partitions. Default 1 min: what is on a new one is read from its beginning, so nothing is lost by then.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Properties of librdkafka for this source, by their own names: <c>security.protocol</c>, <c>sasl.username</c> and so on.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Rules across properties, a line each.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var name in Properties.Keys.Where(ClientConfigs.IsOurs))
        {
            yield return $"Properties sets {name}: that no message is lost or published twice rests on it, so it cannot be set.";
        }
    }
}

internal enum TopicFormat
{
    Auto,
    Own,
    Bluesky,
    Mastodon,
    X,
    Nostr,
    Plurk,
}

internal enum TopicBeginning
{
    /// <summary>With what comes now.</summary>
    Latest,

    /// <summary>With all that Kafka still holds.</summary>
    Earliest,
}
