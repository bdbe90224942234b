using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>A broker in this process whose posts topic holds the whole of a stream, for readers that come one after the other.</summary>
internal sealed class FedTopic : IDisposable
{
    private readonly EmbeddedBroker _broker;
    private readonly KafkaOptions _kafka;
    private int _readers;

    /// <param name="lines">The stream, as lines of a file: it is fed as the verb <c>feed</c> does it.</param>
    /// <param name="options">What is read of a post.</param>
    public FedTopic(HeldLines lines, ScoopOptions options)
    {
        _broker = EmbeddedBroker.Start(new(), EmbeddedBroker.DefaultPartitions, out _kafka);
        using var producer = new PostProducer(_kafka, new BrokerLink("feed", _kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
        var feed = new KafkaFeed(options.Read, options.Tally, producer, new DropCounts());
        for (var i = 0; i < lines.Count; i++)
        {
            feed.Accept(lines[i], isOverLong: false, CancellationToken.None);
        }
        feed.Complete(CancellationToken.None);
        Messages = producer.Sent;
    }

    public long Messages { get; }

    /// <summary>For one who has read nothing yet and told nothing yet.</summary>
    public KafkaOptions NextReader()
    {
        var reader = _kafka with { Group = $"reader-{++_readers}", AlertsTopic = $"alerts-{_readers}" };
        _broker.CreateTopic(reader.AlertsTopic, 1);
        return reader;
    }

    /// <exception cref="InvalidOperationException">The reader did not get all: the embedded broker keeps 5 MiB a partition.</exception>
    public void RequireAll(long read)
    {
        if (read != Messages)
        {
            throw new InvalidOperationException($"{read:N0} of {Messages:N0} messages were still on the topic: the embedded broker keeps little. Take a shorter stream.");
        }
    }

    public void Dispose() => _broker.Dispose();
}
