using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Writes records to one topic: each once, in order, however long the broker is away.</summary>
/// <remarks>When librdkafka's queue is full, <see cref="Send"/> waits: the back-pressure reaches whoever produces the records.</remarks>
internal sealed class TopicProducer : IDisposable
{
    /// <summary>How long a process that is to stop waits for a broker that is away, before it leaves the rest to its next start.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IProducer<byte[], byte[]> _producer;
    private readonly string _topic;
    private readonly BrokerLink _link;
    private readonly CancellationToken _stop;
    private volatile Error? _refused;

    /// <param name="options">Which Kafka.</param>
    /// <param name="role">Names the client.</param>
    /// <param name="topic">Where to.</param>
    /// <param name="link">Is told how it stands with Kafka.</param>
    /// <param name="stop">The process is to stop: what waits for room in the queue waits a little longer, and not for ever.</param>
    public TopicProducer(KafkaOptions options, string role, string topic, BrokerLink link, CancellationToken stop = default)
    {
        (_topic, _link, _stop) = (topic, link, stop);
        _producer = new ProducerBuilder<byte[], byte[]>(ClientConfigs.Producer(options, role))
            .SetErrorHandler((_, error) => link.Report(error))
            .SetStatisticsHandler((_, json) => Note(json))
            .SetLogHandler((_, _) => { })
            .Build();
    }

    /// <summary>Is told where each record lies, in their order, once it is acknowledged; on a thread of librdkafka.</summary>
    public Action<TopicPartitionOffset>? Stored { get; init; }

    /// <param name="key">Chooses the partition.</param>
    /// <param name="value">The record; null for one that deletes those of its key.</param>
    /// <param name="headers">None by default.</param>
    /// <param name="sentAt">The message's timestamp; now by default.</param>
    /// <param name="partition">The number of the partition, where the key is not to choose it.</param>
    public void Send(byte[] key, byte[]? value, Headers? headers = null, Timestamp sentAt = default, int? partition = null)
    {
        var message = new Message<byte[], byte[]> { Key = key, Value = value!, Headers = headers, Timestamp = sentAt };
        var left = Grace;
        while (!TrySend(message, partition ?? Partition.Any))
        {
            _producer.Poll(Pause);
            Wait(ref left, _stop);
        }
    }

    /// <summary>Waits until everything that was sent is acknowledged.</summary>
    public void Settle(CancellationToken stop)
    {
        var left = Grace;
        while (_producer.Flush(Pause) > 0)
        {
            Wait(ref left, stop);
        }
        ThrowIfRefused();
    }

    public void Dispose() => _producer.Dispose();

    private void Wait(ref TimeSpan left, CancellationToken stop)
    {
        left -= stop.IsCancellationRequested ? Pause : TimeSpan.Zero;
        if (left <= TimeSpan.Zero)
        {
            throw new KafkaFault($"Kafka did not acknowledge the last records of {_topic}: they are made again at the next start.");
        }
    }

    private bool TrySend(Message<byte[], byte[]> message, Partition partition)
    {
        ThrowIfRefused();
        try
        {
            _producer.Produce(new TopicPartition(_topic, partition), message, Acknowledged);
            return true;
        }
        catch (ProduceException<byte[], byte[]> fault) when (fault.Error.Code == ErrorCode.Local_QueueFull)
        {
            return false;
        }
        catch (ProduceException<byte[], byte[]> fault)
        {
            throw new KafkaFault(Refusal(fault.Error));
        }
    }

    private void Acknowledged(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            _refused = report.Error;
        }
        else
        {
            _link.Works();
            Stored?.Invoke(report.TopicPartitionOffset);
        }
    }

    /// <summary>Alerts are hours apart: that Kafka is back must not be learnt from the next one only.</summary>
    private void Note(string statistics)
    {
        if (BrokerStatistics.Read(statistics).IsConnected)
        {
            _link.Works();
        }
    }

    private void ThrowIfRefused()
    {
        if (_refused is { } error)
        {
            throw new KafkaFault(Refusal(error));
        }
    }

    private string Refusal(Error error) => error.Code == ErrorCode.MsgSizeTooLarge
        ? $"A record is too large for topic {_topic}: raise its max.message.bytes, and MaxRecordBytes in the settings."
        : $"Kafka refuses a record for topic {_topic}: {error.Reason}.";
}
