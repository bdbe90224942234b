using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>An embedded broker, the processes around it, and a clock that stands still until the test moves it.</summary>
internal sealed class Deployment : IDisposable
{
    private readonly List<RunningRole> _roles = [];
    private readonly TemporaryFolder _folder = new();

    public const int Partitions = 6;

    public Deployment(Dictionary<string, string>? properties = null)
    {
        var options = new KafkaOptions
        {
            SessionTimeout = TimeSpan.FromSeconds(2),
            CommitEvery = TimeSpan.FromMilliseconds(100),
            BackOff = TimeSpan.FromMilliseconds(50),
            BackOffMost = TimeSpan.FromMilliseconds(200),
            // Repeats of a post come some ten seconds apart here: one that lies beyond three minutes is not to be expected.
            Overlap = TimeSpan.FromMinutes(3),
            Properties = properties ?? [],
        };
        Broker = EmbeddedBroker.Start(options, Partitions, out var kafka);
        Kafka = kafka;
    }

    public EmbeddedBroker Broker { get; }

    public KafkaOptions Kafka { get; }

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>What is logged goes there; null for nowhere.</summary>
    public ILogger? Log { get; init; }

    public string Folder => _folder.Path("out");

    public string File => Path.Combine(Folder, "alerts.jsonl");

    /// <summary>Saves as often as it can: in a test a second is a long time.</summary>
    public CheckpointOptions Checkpoints => new() { Folder = _folder.Path("state"), Every = TimeSpan.FromMilliseconds(50) };

    public RunningRole Start(RunOptions options, ScoopOptions? scoop = null, CheckpointOptions? checkpoints = null)
    {
        var role = new RunningRole(Kafka, Clock, options, scoop, checkpoints, Log);
        _roles.Add(role);
        return role;
    }

    /// <returns>How many messages were sent.</returns>
    public long Feed(params IEnumerable<byte[]> lines)
    {
        var options = new ScoopOptions();
        using var producer = new PostProducer(Kafka, Link());
        var feed = new KafkaFeed(options.Read, options.Tally, producer, new DropCounts());
        foreach (var line in lines)
        {
            feed.Accept(line, isOverLong: false, CancellationToken.None);
        }
        feed.Complete(CancellationToken.None);
        return producer.Sent;
    }

    public void SendRaw(params byte[][] messages) => SendRaw(Kafka.PostsTopic, messages);

    public void SendRaw(string topic, params byte[][] messages) => SendRaw(topic, headers: null, messages);

    public void SendRaw(string topic, Headers? headers, params byte[][] messages)
    {
        using var producer = new TopicProducer(Kafka, "test", topic, Link());
        foreach (var message in messages)
        {
            producer.Send(message, message, headers);
        }
        producer.Settle(CancellationToken.None);
    }

    /// <summary>What counts on the alerts topic now, as lines of alerts.jsonl.</summary>
    public string[] Alerts() =>
        [.. new AlertTail(Kafka).Read(CancellationToken.None).Select(message => Encoding.UTF8.GetString(message.Message.Value))];

    /// <summary>How many messages are on a topic now.</summary>
    public int Holds(string topic) => new TopicTail(Kafka, topic).Read(CancellationToken.None).Count();

    public void Dispose()
    {
        _roles.ForEach(role => role.Dispose());
        Broker.Dispose();
        _folder.Dispose();
    }

    private BrokerLink Link() => new("test", Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
}
