using System.Diagnostics;
using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads the posts topic, in the share of partitions that the group or the caller gives it, and hands them on in batches.</summary>
/// <remarks>
/// <see cref="Run"/> is the whole life on one thread: it polls, hands a batch on and polls again when that returns. So the broker is the buffer and there
/// is no queue of our own. Offsets are stored only after the effects were acknowledged, and only as far as <see cref="OffsetLedger.SafeOffset"/>.
/// A post without <c>observed_at</c> was observed when Kafka says that it was sent; one that claims to have been observed long after that has a wrong stamp.
/// </remarks>
internal sealed class PostConsumer : IDisposable
{
    private readonly KafkaOptions _options;
    private readonly BrokerLink _link;
    private readonly ConsumerProgress _progress;
    private readonly PostDeserializer _deserializer;
    private readonly IConsumer<Ignore, bool> _consumer;
    private readonly SortedDictionary<int, PartitionReading> _readings = [];
    private readonly Action<CancellationToken> _settle;
    private readonly int _paneWidth;
    private readonly BackOff _backOff;
    private readonly DropCounts _drops;
    private readonly CallbackFault _callback = new();
    private LogStart? _start;
    private Checkpointer? _checkpoints;
    private CancellationToken _stop;
    private int _waiting;

    // By the machine's clock: the consumer's own pace has nothing to do with the time of the stream.
    private long _waitingSince;
    private long _toldDrainedAt;
    private long _settledAt;
    private long _askedAt;

    // Null while it has never been absent.
    private long? _awakeSince;

    /// <param name="options">Which Kafka.</param>
    /// <param name="scoop">What is read of a post, and how wide a pane is.</param>
    /// <param name="drops">Counts the bad messages.</param>
    /// <param name="link">Is told how it stands with Kafka.</param>
    /// <param name="progress">Is kept up to date.</param>
    /// <param name="role">Names the consumer group.</param>
    /// <param name="settle">Waits until the effects of all that was handed on are acknowledged; throws if they cannot be.</param>
    public PostConsumer(KafkaOptions options, ScoopOptions scoop, DropCounts drops, BrokerLink link, ConsumerProgress progress, string role, Action<CancellationToken> settle)
    {
        (_options, _drops, _link, _progress, _settle) = (options, drops, link, progress, settle);
        _paneWidth = (int)scoop.Tally.Pane.TotalMilliseconds;
        _backOff = new(options.BackOff, options.BackOffMost);
        _deserializer = new(scoop.Read, drops);
        _consumer = new ConsumerBuilder<Ignore, bool>(ClientConfigs.Consumer(options, role))
            .SetValueDeserializer(_deserializer)
            .SetPartitionsAssignedHandler((_, given) => Begin(given))
            .SetPartitionsRevokedHandler((_, taken) => _callback.Keep(() => GiveUp(taken)))
            .SetPartitionsLostHandler((_, lost) => Forget(lost))
            .SetStatisticsHandler((_, json) => Note(json))
            .SetErrorHandler((_, error) => link.Report(error))
            .SetLogHandler((_, _) => { })
            .Build();
    }

    /// <summary>Who has not asked for so long does not know what has come meanwhile. Less than the patience of the panes.</summary>
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(1);

    /// <summary>For so long is asked again before silence is believed: librdkafka pauses for a second where its queue was full.</summary>
    private static readonly TimeSpan AwakeFor = TimeSpan.FromSeconds(2);

    /// <summary>That there is nothing more to read says that nobody writes, but not while Kafka is away, nor until those who wrote meanwhile have reached it again too:
    /// time would go on without what they have kept, and all of it would be late. Nor just after this process was absent itself, at a checkpoint or because the machine stood still.</summary>
    /// <remarks>Twice the longest pause: librdkafka, in us and in them, lengthens its pauses by up to a half by chance.</remarks>
    private bool MayBeSilent => (_link.MendedFor is not { } span || span >= 2 * _options.BackOffMost) && !IsAbsent && (_awakeSince is not { } since || Stopwatch.GetElapsedTime(since) >= AwakeFor);

    private bool IsAbsent => Stopwatch.GetElapsedTime(_askedAt) >= Absence;

    private bool IsDrained => _waiting == 0 && _readings.Count > 0 && _readings.Values.All(reading => reading.IsAtEnd);

    /// <summary>Reads these partitions from these offsets, whatever others do. The group serves to commit.</summary>
    /// <param name="start">Where, and what is known there.</param>
    /// <param name="checkpoints">Save that, together with how far was read; null where nobody is to.</param>
    public void Assign(LogStart start, Checkpointer? checkpoints)
    {
        (_start, _checkpoints) = (start, checkpoints);
        _consumer.Assign(start.Offsets);
        foreach (var offset in start.Offsets)
        {
            var from = start.Positions.FirstOrDefault(position => position.Partition == offset.Partition.Value) ?? new(offset.Partition.Value, offset.Offset.Value, LogPosition.Unknown);
            _readings[from.Partition] = new(_options.Overlap, from, start.IsResumed);
        }
        _progress.Resume(start.Began);
    }

    /// <summary>Shares the topic with the others of the group, from the committed offsets on.</summary>
    public void Subscribe() => _consumer.Subscribe(_options.PostsTopic);

    /// <summary>Reads until told to stop, or until everything was read.</summary>
    /// <param name="posts">Gets the batches; completed only if everything was read.</param>
    /// <param name="untilDrained">End once everything was read.</param>
    /// <param name="stop">Stop, hand on nothing more, commit what is done.</param>
    /// <remarks>If a receiver throws, so does this, and nothing is stored or committed: the posts are read again.</remarks>
    public void Run(IObserver<PostBatch> posts, bool untilDrained, CancellationToken stop)
    {
        _stop = stop;
        _settledAt = _askedAt = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested && !(untilDrained && IsDrained))
        {
            Poll();
            HandOn(posts);
            (_progress.Partitions, _progress.IsDrained) = (_readings.Count, IsDrained);
            if (Stopwatch.GetElapsedTime(_settledAt) >= _options.CommitEvery)
            {
                Settle();
                SaveIfDue();
            }
        }
        if (!stop.IsCancellationRequested)
        {
            HandOn(posts, _readings.Values);
            posts.OnCompleted();
        }
        Settle();
        if (stop.IsCancellationRequested)
        {
            // Not where the stream has ended: what was completed there cannot be gone on with.
            _checkpoints?.SaveAtLast(_start!.State!, Origin());
        }
        _consumer.Close();
        _callback.ThrowIfAny();
    }

    /// <summary>Is told what has become of the posts: panes that were passed on need not be read again.</summary>
    public void PassOn(PanePart part)
    {
        if (_readings.TryGetValue(part.Partition, out var reading))
        {
            reading.PassOn(part);
            _progress.Tally(part);
        }
    }

    public void Dispose() => _consumer.LetGo(_link);

    private void Poll()
    {
        if (IsAbsent)
        {
            _awakeSince = Stopwatch.GetTimestamp();
        }
        try
        {
            var message = _consumer.Consume(_options.BatchWait);
            _callback.ThrowIfAny();
            if (message is null || !_readings.TryGetValue(message.Partition.Value, out var reading))
            {
                return;
            }
            _link.Works();
            reading.End = message.IsPartitionEOF ? message.Offset.Value : null;
            if (!message.IsPartitionEOF)
            {
                Take(message, reading);
            }
            _backOff.Reset();
        }
        catch (ConsumeException fault) when (!fault.Error.IsFatal)
        {
            _link.Fail(fault.Error.Reason);
            _stop.WaitHandle.WaitOne(_backOff.Next());
        }
        finally
        {
            _askedAt = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>All that there is of it was read, as far as librdkafka has heard by now: it goes on listening while we do something else.</summary>
    private bool IsSilent(PartitionReading reading) =>
        reading.End is { } end && MayBeSilent && _consumer.GetWatermarkOffsets(new(_options.PostsTopic, reading.Position.Partition)).High.Value <= end;

    private void Take(ConsumeResult<Ignore, bool> message, PartitionReading reading)
    {
        _progress.Count();
        reading.Read(message);
        if (!message.Message.Value)
        {
            reading.Skip(message.Offset);
            return;
        }
        var post = _deserializer.Last;
        var observedAt = post.ObservedAt is { } stamped and > long.MinValue ? stamped : message.Message.Timestamp.UnixTimestampMs;
        if (IsFromTheFuture(observedAt, message.Message.Timestamp))
        {
            _drops.Add(Drop.FromTheFuture);
            reading.Skip(message.Offset);
            return;
        }
        reading.Ledger.Read(Pane.Of(observedAt, _paneWidth).End, message.Offset);
        reading.Batch.Add(post, observedAt);
        if (_waiting++ == 0)
        {
            _waitingSince = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Nobody observes a post long after it was sent. One such stamp would make every later post of the partition late.</summary>
    private bool IsFromTheFuture(long observedAt, Timestamp sent) =>
        sent.Type != TimestampType.NotAvailable && observedAt - sent.UnixTimestampMs > _options.AheadAtMost.TotalMilliseconds;

    private void HandOn(IObserver<PostBatch> posts)
    {
        if (_waiting >= _options.BatchPosts || (_waiting > 0 && Stopwatch.GetElapsedTime(_waitingSince) >= _options.BatchWait))
        {
            HandOn(posts, _readings.Values.Where(reading => reading.Batch.Count > 0));
        }
        if (Stopwatch.GetElapsedTime(_toldDrainedAt) >= _options.DrainedEvery)
        {
            _toldDrainedAt = Stopwatch.GetTimestamp();
            HandOn(posts, _readings.Values.Where(IsSilent));
        }
    }

    private void HandOn(IObserver<PostBatch> posts, IEnumerable<PartitionReading> readings)
    {
        foreach (var reading in readings)
        {
            reading.Batch.IsDrained = IsSilent(reading);
            posts.OnNext(reading.Batch);
            _waiting -= reading.Batch.Count;
            reading.HandedOn();
        }
    }

    private void SaveIfDue()
    {
        if (_checkpoints is { IsDue: true })
        {
            _checkpoints.Save(_start!.State!, Origin());
        }
    }

    private CheckpointOrigin Origin() =>
        new(_options.PostsTopic, _start!.IsWhole, _progress.Began, [.. _readings.Values.Select(reading => reading.Position)]) { Reached = _progress.Reached };

    private void Settle()
    {
        _settle(_stop);
        foreach (var (partition, reading) in _readings)
        {
            reading.Ledger.PassedOn(reading.SealedTo);
            if (reading.Ledger.SafeOffset is { } safe && safe > reading.Stored)
            {
                _consumer.Done(new(_options.PostsTopic, partition, safe));
                reading.Stored = safe;
            }
        }
        _settledAt = Stopwatch.GetTimestamp();
    }

    private void Begin(IEnumerable<TopicPartition> given)
    {
        foreach (var partition in given)
        {
            _readings[partition.Partition.Value] = new(_options.Overlap, new(partition.Partition.Value, 0, LogPosition.Unknown), isResumed: false);
        }
    }

    /// <summary>What is not settled by now is read again by whoever gets the partition.</summary>
    private void GiveUp(List<TopicPartitionOffset> taken)
    {
        Settle();
        Forget(taken);
    }

    private void Forget(List<TopicPartitionOffset> lost)
    {
        foreach (var partition in lost)
        {
            if (_readings.Remove(partition.Partition.Value, out var reading))
            {
                _waiting -= reading.Batch.Count;
                _progress.Forget(partition.Partition.Value);
            }
        }
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
