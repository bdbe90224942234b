using System.Diagnostics;
using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads a topic of records between roles, whole and in order, on one thread.</summary>
/// <remarks>
/// The topic has one partition, so its order is one, and what is made of it is the same at every reading: a restart reads it again, from its checkpoint if it has one, and comes out where it was.
/// Instances of one role share a group: one has the partition, the others stand by, and the one that takes over begins like everybody.
/// </remarks>
internal sealed class RecordConsumer<T> : IDisposable
    where T : class
{
    private readonly KafkaOptions _options;
    private readonly string _topic;
    private readonly Agreement _agreement;
    private readonly BrokerLink _link;
    private readonly ConsumerProgress _progress;
    private readonly ReplayStart _replay;
    private readonly Checkpointer? _checkpoints;
    private readonly IConsumer<Ignore, T?> _consumer;
    private readonly BackOff _backOff;
    private readonly CallbackFault _callback = new();
    private IRecordReceiver<T>? _receiver;
    private Func<LogStart, IRecordReceiver<T>> _begin = null!;
    private LogStart? _start;
    private LogPosition? _position;
    private Fence _fence = new();
    private CancellationToken _stop;
    private long _settledAt;

    public RecordConsumer(
        KafkaOptions options, string topic, string role, RecordReader<T> read, Agreement agreement, BrokerLink link, ConsumerProgress progress, Checkpointer? checkpoints)
    {
        (_options, _topic, _agreement, _link, _progress, _checkpoints) = (options, topic, agreement, link, progress, checkpoints);
        _replay = new(options, role);
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

    /// <summary>Is told of the topic and the offset of each record that is left out as stale.</summary>
    public Action<string, long>? Fenced { get; init; }

    /// <param name="begin">Called when the partition is given to this instance, with where its reading begins.</param>
    /// <param name="untilDrained">End once everything was read.</param>
    /// <param name="stop">Stop and commit what is done.</param>
    public void Run(Func<LogStart, IRecordReceiver<T>> begin, bool untilDrained, CancellationToken stop)
    {
        (_begin, _stop, _settledAt) = (begin, stop, Stopwatch.GetTimestamp());
        _consumer.Subscribe(_topic);
        while (!stop.IsCancellationRequested && !(untilDrained && _progress.IsDrained))
        {
            Poll();
            if (Stopwatch.GetElapsedTime(_settledAt) >= _options.CommitEvery)
            {
                Settle();
                if (_checkpoints is { IsDue: true })
                {
                    Save(_checkpoints.Save);
                }
            }
        }
        if (!stop.IsCancellationRequested)
        {
            _receiver?.OnCompleted();
        }
        Settle();
        if (stop.IsCancellationRequested)
        {
            // Not where the topic has ended: what was completed there cannot be gone on with.
            Save(_checkpoints is null ? null : _checkpoints.SaveAtLast);
        }
        _consumer.Close();
        _callback.ThrowIfAny();
        Forget();
    }

    public void Dispose()
    {
        _receiver?.Dispose();
        _consumer.LetGo(_link);
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
        Hear(message, _fence.Judge(message));
        _position = new(0, message.Offset.Value + 1, message.Message.Timestamp.UnixTimestampMs, _fence.Newest);
    }

    private void Hear(ConsumeResult<Ignore, T?> message, Hearing hearing)
    {
        if (hearing == Hearing.Stale)
        {
            Fenced?.Invoke(_topic, message.Offset.Value);
        }
        if (hearing != Hearing.Heard)
        {
            return;
        }
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
    }

    /// <param name="save">Takes it down.</param>
    private void Save(Action<PipelineState, CheckpointOrigin>? save)
    {
        // Without a record that could be read there is no stage yet, and nothing is known.
        if (_start is { State: { IsEmpty: false } state } start && _position is { } position)
        {
            save?.Invoke(state, new(_topic, start.IsWhole, _progress.Began, [position]) { Reached = _progress.Reached });
        }
    }

    private void Settle()
    {
        _receiver?.Settle(_stop);
        if (_receiver is not null && _position is { } position)
        {
            _consumer.Done(new(_topic, 0, position.Next));
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
            _start = _replay.Of(given, _checkpoints);
            offsets = [.. _start.Offsets];
            _receiver = _begin(_start);
            (_position, _progress.IsDrained, _progress.Partitions) = (null, false, given.Count);
            _fence = new(_start.Positions.Count > 0 ? _start.Positions[0].Claim : Fence.Unclaimed);
            _progress.Resume(_start.Began);
        });
        return offsets;
    }

    private void GiveUp()
    {
        Settle();
        Save(_checkpoints is null ? null : _checkpoints.SaveAtLast);
        Forget();
    }

    private void Forget()
    {
        _receiver?.Dispose();
        _checkpoints?.Release();
        (_receiver, _start, _position, _progress.Partitions) = (null, null, null, 0);
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
