using System.Diagnostics;
using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads a topic of records between roles, whole and in order, on one thread.</summary>
/// <remarks>
/// The topic has one partition, so its order is one, and what is made of it is the same at every reading: a restart reads it again, from its checkpoint if it has one, and comes out where it was.
/// Instances of one role share a group: one has the partition, the others stand by (<see cref="Standby{T}"/>), and the one that takes over goes on from what it has learnt meanwhile.
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
    private readonly RecordReader<T> _read;
    private readonly string _role;
    private readonly CallbackFault _callback = new();
    private IRecordReceiver<T>? _receiver;
    private Func<LogStart, IRecordReceiver<T>> _begin = null!;
    private LogStart? _start;
    private RecordReading<T>? _reading;
    private Standby<T>? _standby;
    private CancellationToken _stop;
    private long _settledAt;

    public RecordConsumer(
        KafkaOptions options, string topic, string role, RecordReader<T> read, Agreement agreement, BrokerLink link, ConsumerProgress progress, Checkpointer? checkpoints)
    {
        (_options, _topic, _role, _read, _agreement, _link, _progress, _checkpoints) = (options, topic, role, read, agreement, link, progress, checkpoints);
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

    /// <summary>The stages of the role, without what they tell: who has them and keeps checkpoints stands by with all that is known. Null where nobody is to.</summary>
    public Func<IObservable<T>, PipelineState, IDisposable>? Learn { get; init; }

    /// <param name="begin">Called when the partition is given to this instance, with where its reading begins.</param>
    /// <param name="untilDrained">End once everything was read.</param>
    /// <param name="stop">Stop and commit what is done.</param>
    public void Run(Func<LogStart, IRecordReceiver<T>> begin, bool untilDrained, CancellationToken stop)
    {
        (_begin, _stop, _settledAt) = (begin, stop, Stopwatch.GetTimestamp());
        _standby = untilDrained || Learn is null || _checkpoints is null ? null : new(_options, _topic, _role, _read, _agreement, _link, _progress, _replay, _checkpoints, Learn);
        _consumer.Subscribe(_topic);
        while (!stop.IsCancellationRequested && !(untilDrained && _progress.IsDrained))
        {
            Poll();
            if (_receiver is null)
            {
                _standby?.Follow();
            }
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
        _standby?.Dispose();
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
        _reading!.Take(message, _receiver!.OnNext);
    }

    /// <param name="save">Takes it down.</param>
    private void Save(Action<PipelineState, CheckpointOrigin>? save)
    {
        if (_start is { State: { } state } start && _reading?.Position is { } position)
        {
            save?.Invoke(state, new(_topic, start.IsWhole, _progress.Began, [position]) { Reached = _progress.Reached });
        }
    }

    private void Settle()
    {
        _receiver?.Settle(_stop);
        // What was read before this instance had the topic was committed by another.
        if (_reading is { HasBegun: true, Position: { } position })
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
            _start = KafkaQuestion.Answer(_options, _link, () => _standby?.TakeOver() ?? _replay.Of(given, _checkpoints), _stop);
            offsets = [.. _start.Offsets];
            _receiver = _begin(_start);
            (_progress.IsDrained, _progress.Partitions) = (false, given.Count);
            _reading = new(_topic, _agreement, _start.From) { Fenced = Fenced, Skipped = _link.Skipped };
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
        (_receiver, _start, _reading, _progress.Partitions) = (null, null, null, 0);
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
