using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace ScoopDetector.Host.Kafka;

/// <summary>Asks how far a topic of one partition goes.</summary>
/// <remarks>By a connection of its own: where a broker went away over a question, whatever is sent behind it on the same connection waits until librdkafka gives the question up, a minute. Here the client is made anew.</remarks>
internal sealed class TopicEnd(KafkaOptions options, string topic) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private IAdminClient? _client;

    /// <summary>The offset that the next record would get, whoever writes it; null where Kafka has not answered.</summary>
    public long? Ask()
    {
        _client ??= new AdminClientBuilder(ClientConfigs.Look(options, "lookup")).SetLogHandler((_, _) => { }).Build();
        try
        {
            var told = _client.ListOffsetsAsync([new() { TopicPartition = new(topic, 0), OffsetSpec = OffsetSpec.Latest() }], new() { RequestTimeout = Patience }).GetAwaiter().GetResult();
            return told.ResultInfos[0].TopicPartitionOffsetError.Offset.Value;
        }
        catch (KafkaException)
        {
            Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }
}
