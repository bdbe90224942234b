using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads the alerts that count on the topic at this moment: none that a superseded process told, and no claims.</summary>
internal sealed class AlertTail(KafkaOptions options)
{
    public IEnumerable<ConsumeResult<byte[], byte[]>> Read(CancellationToken stop)
    {
        var fence = new Fence();
        foreach (var message in new TopicTail(options, options.AlertsTopic).Read(0, from: 0, stop))
        {
            if (fence.Judge(message) == Hearing.Heard)
            {
                yield return message;
            }
        }
    }
}
