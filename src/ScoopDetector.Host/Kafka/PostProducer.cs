using System.Buffers;
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
        _producer.Send(post.AuthorId.ToArray(), _json.WrittenSpan.ToArray());
        Sent++;
    }

    /// <summary>Waits until everything that was sent is acknowledged.</summary>
    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
