using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Faults;

/// <summary>Copies one topic to another, partition by partition, in its own time and order: what producers and networks do to a stream.</summary>
internal sealed class Mirror : IDisposable
{
    private readonly KafkaOptions _kafka;
    private readonly string _from;
    private readonly TopicProducer _to;
    private readonly long[] _next = new long[World.Partitions];

    /// <param name="kafka">The posts topic of these is written to.</param>
    /// <param name="from">The topic that is read.</param>
    public Mirror(KafkaOptions kafka, string from)
    {
        (_kafka, _from) = (kafka, from);
        _to = new(kafka, "mirror", kafka.PostsTopic, new BrokerLink("mirror", kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance));
    }

    /// <summary>Not copied for now; null for none.</summary>
    public int? Held { get; set; }

    /// <param name="shuffle">By how much the order is changed; null for not at all.</param>
    /// <param name="patience">A post is overtaken by none that was observed so much later.</param>
    public void Copy(Random? shuffle, TimeSpan patience)
    {
        for (var partition = 0; partition < _next.Length; partition++)
        {
            if (partition != Held)
            {
                var messages = new TopicTail(_kafka, _from).Read(partition, _next[partition], CancellationToken.None).ToList();
                _next[partition] = messages.Count > 0 ? messages[^1].Offset.Value + 1 : _next[partition];
                foreach (var message in shuffle is null ? messages : Shuffled(messages, shuffle, patience))
                {
                    _to.Send(message.Message.Key, message.Message.Value, sentAt: message.Message.Timestamp, partition: partition);
                }
            }
        }
        _to.Settle(CancellationToken.None);
    }

    public void Dispose() => _to.Dispose();

    private static IEnumerable<ConsumeResult<byte[], byte[]>> Shuffled(List<ConsumeResult<byte[], byte[]>> messages, Random shuffle, TimeSpan patience)
    {
        var authors = new Dictionary<string, DateTimeOffset>();
        return messages.Select(message => (Message: message, At: Delayed(message))).ToList().OrderBy(one => one.At).Select(one => one.Message);

        DateTimeOffset Delayed(ConsumeResult<byte[], byte[]> message)
        {
            using var post = JsonDocument.Parse(message.Message.Value);
            var (author, at) = (Encoding.UTF8.GetString(message.Message.Key), post.RootElement.GetProperty("observed_at").GetDateTimeOffset() + (shuffle.NextDouble() * patience));
            return authors[author] = authors.TryGetValue(author, out var before) && before > at ? before : at;
        }
    }
}
