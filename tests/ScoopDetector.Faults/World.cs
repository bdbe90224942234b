using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector.Faults;

/// <summary>A broker of its own, a folder of its own, and a stream that is fed piece by piece.</summary>
internal sealed class World : IDisposable
{
    public const int Partitions = 6;

    private const string Upstream = "upstream";

    private readonly byte[][] _lines;
    private readonly PostProducer _producer;
    private readonly KafkaFeed _feed;
    private readonly Mirror? _mirror;
    private int _fed;

    /// <param name="story">What is fed.</param>
    /// <param name="partitions">Of the posts' topic.</param>
    /// <param name="isMirrored">Posts take a way on which they can be held up and put in another order.</param>
    public World(FaultStory story, int partitions = Partitions, bool isMirrored = false)
    {
        _lines = story.Lines;
        var options = new KafkaOptions
        {
            SessionTimeout = TimeSpan.FromSeconds(2),
            CommitEvery = TimeSpan.FromMilliseconds(50),
            BackOff = TimeSpan.FromMilliseconds(20),
            BackOffMost = TimeSpan.FromMilliseconds(100),
            // A repeat may come minutes after the first in a stream so thin.
            Overlap = TimeSpan.FromMinutes(3),
        };
        Broker = EmbeddedBroker.Start(options, partitions, out var kafka);
        Kafka = kafka;
        if (isMirrored)
        {
            Broker.CreateTopic(Upstream, Partitions);
            _mirror = new(Kafka, Upstream);
        }
        _producer = new(isMirrored ? Kafka with { PostsTopic = Upstream } : Kafka, new BrokerLink("feed", Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
        var scoop = new ScoopOptions();
        _feed = new(scoop.Read, scoop.Tally, _producer, new DropCounts());
        Directory.CreateDirectory(Folder);
    }

    public EmbeddedBroker Broker { get; }

    public KafkaOptions Kafka { get; }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"scoop-faults-{Guid.NewGuid():N}");

    public CheckpointOptions Checkpoints => new() { Folder = Path.Combine(Folder, "state"), Every = TimeSpan.FromMilliseconds(50), TopicEvery = TimeSpan.FromMilliseconds(500) };

    /// <summary>From now on the posts of one partition are held up; null to let them come.</summary>
    public void Hold(int? partition) => _mirror!.Held = partition;

    /// <summary>Feeds the stream on.</summary>
    /// <param name="share">Up to here, 0 to 1.</param>
    /// <param name="shuffle">By what the order is changed; null for not at all.</param>
    public void FeedTo(double share, Random? shuffle = null)
    {
        for (var end = (int)(share * _lines.Length); _fed < end; _fed++)
        {
            Feed(_lines[_fed]);
        }
        Settle(shuffle);
    }

    /// <summary>One line more, of another stream than its own.</summary>
    public void Feed(ReadOnlySpan<byte> line) => _feed.Accept(line, isOverLong: false, CancellationToken.None);

    /// <summary>What was fed is on the topic.</summary>
    public void Settle(Random? shuffle = null)
    {
        _feed.Flush();
        _producer.Settle(CancellationToken.None);
        _mirror?.Copy(shuffle, new TallyOptions().Patience);
    }

    public void Complete()
    {
        FeedTo(1);
        _feed.Complete(CancellationToken.None);
        _mirror?.Copy(shuffle: null, default);
    }

    /// <summary>Writes the last messages of each partition once more, as a producer does that has missed the acknowledgement.</summary>
    public void Repeat(int count)
    {
        using var producer = new TopicProducer(Kafka, "repeat", Kafka.PostsTopic, new BrokerLink("repeat", Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
        foreach (var message in new TopicTail(Kafka, Kafka.PostsTopic).Read(CancellationToken.None, count).ToList())
        {
            producer.Send(message.Message.Key, message.Message.Value, sentAt: message.Message.Timestamp);
        }
        producer.Settle(CancellationToken.None);
    }

    /// <summary>What counts on the alerts topic, as lines of alerts.jsonl.</summary>
    public string[] Alerts() => [.. new AlertTail(Kafka).Read(CancellationToken.None).Select(message => Encoding.UTF8.GetString(message.Message.Value))];

    /// <summary>Tears the latest checkpoint, or turns a bit in it.</summary>
    public void DamageLatest(Random chance)
    {
        if (Saved().Max() is not { } latest)
        {
            return;
        }
        var bytes = File.ReadAllBytes(latest);
        var at = chance.Next(bytes.Length);
        if (chance.Next(2) == 0)
        {
            bytes[at] ^= (byte)(1 << chance.Next(8));
        }
        File.WriteAllBytes(latest, chance.Next(2) == 0 ? bytes[..at] : bytes);
    }

    public void LoseCheckpoints() => Saved().ToList().ForEach(File.Delete);

    private IEnumerable<string> Saved() => Directory.Exists(Checkpoints.Folder) ? Directory.EnumerateFiles(Checkpoints.Folder, "*.state") : [];

    public void Dispose()
    {
        _producer.Dispose();
        _mirror?.Dispose();
        Broker.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
