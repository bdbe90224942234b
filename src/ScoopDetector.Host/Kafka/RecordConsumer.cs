using System.Diagnostics;
using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads a topic of records between roles, whole and in order, on one thread.</summary>
/// <remarks>
/// The topic has one partition, so its order is one, and what is made of it is the same at every reading: a restart reads it again and comes out where it was.
/// Instances of one role share a group: one has the partition, the others stand by, and the one that takes over begins from the beginning like everybody.
/// </remarks>
internal sealed class RecordConsumer<T> : IDisposable
    where T : class
{
    private readonly KafkaOptions _options;
    private readonly string _topic;
    private readonly Agreement _agreement;
    private readonly BrokerLink _link;
    private readonly ConsumerProgress _progress;
    private readonly ReplayStart _start;
    private readonly IConsumer<Ignore, T?> _consumer;
    private readonly BackOff _backOff;
    private readonly CallbackFault _callback = new();
    private IRecordReceiver<T>? _receiver;
    private Func<bool, IRecordReceiver<T>> _begin = null!;
    private CancellationToken _stop;
    private long _next = -1;
    private long _settledAt;

    public RecordConsumer(KafkaOptions options, string topic, string role, RecordReader<T> read, Agreement agreement, BrokerLink link, ConsumerProgress progress)
    {
        (_options, _topic, _agreement, _link, _progress) = (options, topic, agreement, link, progress);
        _start = new(options, role);
        _backOff = new(options.BackOff, options.BackOffMost);
        _consumer = new ConsumerBuilder<Ignore, T?>(ClientConfigs.RecordConsumer(options, role))
            .SetValueDeserializer(new RecordDeserializer<T>(read))
            .SetPartitionsAssignedHandler((_, given) => Begin(given))
            .SetPartitionsRevokedHandler((_, _) => _callback.Keep(GiveUp))
            .SetPartitionsLostHandler((_, _) => Forget())
            .SetStatisticsHandler((_, json) => Note(json))
            .SetErrorHandler((_, error) => link.Report(error))
            .SetLogHandler((_, _) => { })
            .Build();
    }

    /// <param name="begin">Called when the partition is given to this instance, with whether the log is read from its very beginning.</param>
    /// <param name="untilDrained">End once everything was read.</param>
    /// <param name="stop">Stop and commit what is done.</param>
    public void Run(Func<bool, IRecordReceiver<T>> begin, bool untilDrained, CancellationToken stop)
    {
        (_begin, _stop, _settledAt) = (begin, stop, Stopwatch.GetTimestamp());
        _consumer.Subscribe(_topic);
        while (!stop.IsCancellationRequested && !(untilDrained && _progress.IsDrained))
        {
            Poll();
            if (Stopwatch.GetElapsedTime(_settledAt) >= _options.CommitEvery)
            {
                Settle();
            }
        }
        if (!stop.IsCancellationRequested)
        {
            _receiver?.OnCompleted();
        }
        Settle();
        _consumer.Close();
        _callback.ThrowIfAny();
        Forget();
    }

    public void Dispose()
    {
        _receiver?.Dispose();
        _consumer.Dispose();
    }

    private void Poll()
    {
        try
        {
            var message = _consumer.Consume(_options.BatchWait);
            _callback.ThrowIfAny();
            if (message is null)
            {
                return;
            }
            _link.Works();
            _backOff.Reset();
            _progress.IsDrained = message.IsPartitionEOF;
            if (!message.IsPartitionEOF)
            {
                Take(message);
            }
        }
        catch (ConsumeException fault) when (!fault.Error.IsFatal)
        {
            _link.Fail(fault.Error.Reason);
            _stop.WaitHandle.WaitOne(_backOff.Next());
        }
    }

    private void Take(ConsumeResult<Ignore, T?> message)
    {
        _progress.Count();
        if (message.Message.Value is not null || Agreement.IsTold(message.Message.Headers))
        {
            _agreement.Require(message.Message.Headers);
        }
        if (message.Message.Value is { } record)
        {
            _receiver!.OnNext(record);
        }
        else
        {
            _link.Skipped(_topic, message.Offset.Value);
        }
        _next = message.Offset.Value + 1;
    }

    private void Settle()
    {
        _receiver?.Settle(_stop);
        if (_receiver is not null && _next >= 0)
        {
            _consumer.StoreOffset(new TopicPartitionOffset(_topic, 0, _next));
        }
        _settledAt = Stopwatch.GetTimestamp();
    }

    private List<TopicPartitionOffset> Begin(List<TopicPartition> given)
    {
        if (given.Count == 0)
        {
            return [];
        }
        List<TopicPartitionOffset> offsets = [.. given.Select(partition => new TopicPartitionOffset(partition, Offset.End))];
        _callback.Keep(() =>
        {
            offsets = _start.Of(given, out var isWhole);
            _receiver = _begin(isWhole);
            (_next, _progress.IsDrained, _progress.Partitions) = (-1, false, given.Count);
        });
        return offsets;
    }

    private void GiveUp()
    {
        Settle();
        Forget();
    }

    private void Forget()
    {
        _receiver?.Dispose();
        (_receiver, _next, _progress.Partitions) = (null, -1, 0);
    }

    private void Note(string statistics)
    {
        var told = BrokerStatistics.Read(statistics);
        _progress.Beat(told.Lags);
        if (told.IsConnected)
        {
            _link.Works();
        }
    }
}
