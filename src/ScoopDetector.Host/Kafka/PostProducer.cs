using System.Buffers;
using Confluent.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Kafka;

/// <summary>Writes posts to the posts topic, in canonical JSON, all of one author to one partition.</summary>
internal sealed class PostProducer(KafkaOptions options, BrokerLink link) : IDisposable
{
    private readonly TopicProducer _producer = new(options, "posts", options.PostsTopic, link);
    private readonly ArrayBufferWriter<byte> _json = new();

    public long Sent { get; private set; }

    public void Send(in Post post, long observedAt)
    {
        _json.ResetWrittenCount();
        PostJson.Write(post, observedAt, _json);
        _producer.Send(post.AuthorId.ToArray(), _json.WrittenSpan.ToArray(), sentAt: SentAt(observedAt));
        Sent++;
    }

    /// <summary>A simulated stream may lie in the future, and is sent there: elsewhere a stamp after the sending is a wrong one.</summary>
    private static Timestamp SentAt(long observedAt) =>
        observedAt > TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() ? new(observedAt, TimestampType.CreateTime) : Timestamp.Default;

    /// <summary>Waits until everything that was sent is acknowledged.</summary>
    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
