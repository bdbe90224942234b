using Confluent.Kafka;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads a message into a post while its bytes are still librdkafka's own: nothing is allocated, and a bad message is a value, not an exception.</summary>
/// <remarks>The deserialiser is not told the partition, so the post waits here, copied, until the consumer has learnt it. One thread.</remarks>
internal sealed class PostDeserializer(ReadOptions options, DropCounts drops) : IDeserializer<bool>
{
    private readonly PostReader _reader = new(options);
    private readonly PostBatch _last = new(0);

    /// <summary>The post of the last message that was one.</summary>
    public Post Last => _last[0];

    /// <summary>Whether the message was a post.</summary>
    public bool Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (!_reader.TryRead(data, out var post, out var drop))
        {
            drops.Add(drop);
            return false;
        }
        _last.Clear();
        _last.Add(post, post.ObservedAt ?? long.MinValue);
        return true;
    }
}
