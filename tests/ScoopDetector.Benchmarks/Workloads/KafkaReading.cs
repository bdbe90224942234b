using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>A bare consumer of the posts topic, with the deserialiser of the product and its settings: each message is read into a post, and nothing is done with it.</summary>
internal sealed class KafkaReading(HeldLines lines, ScoopOptions options) : IWorkload
{
    private readonly FedTopic _topic = new(lines, options);
    private KafkaOptions _reader = new();

    public long HeldBytes => lines.Bytes;

    public void Prepare() => _reader = _topic.NextReader();

    public long Run()
    {
        var deserializer = new PostDeserializer(options.Read, new DropCounts());
        using var consumer = new ConsumerBuilder<Ignore, bool>(ClientConfigs.Consumer(_reader, "bare"))
            .SetValueDeserializer(deserializer)
            .SetLogHandler(static (_, _) => { })
            .Build();
        consumer.Assign(Enumerable.Range(0, EmbeddedBroker.DefaultPartitions).Select(number => new TopicPartitionOffset(_reader.PostsTopic, number, Offset.Beginning)));
        var (posts, messages, ended) = (0L, 0L, 0);
        while (ended < EmbeddedBroker.DefaultPartitions)
        {
            if (consumer.Consume(_reader.BatchWait) is not { } message)
            {
                continue;
            }
            ended += message.IsPartitionEOF ? 1 : 0;
            messages += message.IsPartitionEOF ? 0 : 1;
            posts += !message.IsPartitionEOF && message.Message.Value && deserializer.Last.Kind == PostKind.Create ? 1 : 0;
        }
        _topic.RequireAll(messages);
        return posts;
    }

    public void Dispose() => _topic.Dispose();
}
