using System.Diagnostics;
using System.Reactive.Subjects;
using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Knows what a role knows while another instance has its topic, so that it can go on at once: it reads the same records, as far as that one has committed, and tells nobody.</summary>
/// <remarks>
/// What is committed was told and acknowledged. So whoever has begun from a checkpoint and goes on from there is where a start from a checkpoint of that moment would be, and what was told since is known as it is after one.
/// Without a checkpoint it learns nothing: what was told by other settings, or to a topic that is gone, must be told. Nor where a later checkpoint is of other settings than its own: then so is the other instance.
/// Used by the thread that reads the topic, between two polls. It may stand by again after it has taken over.
/// </remarks>
internal sealed class Standby<T> : IDisposable
    where T : class
{
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    /// <summary>After so long a checkpoint is looked for again where there was none to go on from: they come to the topic no oftener by default, and each that is refused is a line.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(2);

    /// <summary>So long it reads on end: whoever does not poll is put out of its group.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    private readonly KafkaOptions _options;
    private readonly TopicPartition _topic;
    private readonly string _role;
    private readonly RecordReader<T> _read;
    private readonly Agreement _agreement;
    private readonly BrokerLink _link;
    private readonly ConsumerProgress _progress;
    private readonly ReplayStart _replay;
    private readonly Checkpointer _checkpoints;
    private readonly Func<IObservable<T>, PipelineState, IDisposable> _learn;
    private readonly BackOff _backOff;
    private readonly Subject<T> _records = new();
    private IConsumer<Ignore, T?>? _consumer;
    private IDisposable? _stages;
    private LogStart? _start;
    private RecordReading<T>? _reading;

    // Read, and not yet committed by the other.
    private ConsumeResult<Ignore, T?>? _ahead;
    private long _committed;
    private long? _lookedAt;
    private long? _soughtAt;
    private (long At, TimeSpan Pause)? _failed;

    /// <param name="options">Which Kafka.</param>
    /// <param name="topic">Has one partition.</param>
    /// <param name="role">Whose group commits.</param>
    /// <param name="read">Reads a record.</param>
    /// <param name="agreement">On what the records were made with.</param>
    /// <param name="link">Is told how it stands with Kafka.</param>
    /// <param name="progress">Is told how far it has learnt.</param>
    /// <param name="replay">Finds where to begin.</param>
    /// <param name="checkpoints">To begin from; the other writes them.</param>
    /// <param name="learn">The stages of the role, without what they tell.</param>
    public Standby(
        KafkaOptions options, string topic, string role, RecordReader<T> read, Agreement agreement, BrokerLink link, ConsumerProgress progress, ReplayStart replay, Checkpointer checkpoints, Func<IObservable<T>, PipelineState, IDisposable> learn)
    {
        (_options, _topic, _role, _read, _agreement, _link, _progress, _replay, _checkpoints, _learn) = (options, new(topic, 0), role, read, agreement, link, progress, replay, checkpoints, learn);
        _backOff = new(options.BackOff, options.BackOffMost);
    }

    /// <summary>Follows the other for a while. Where Kafka does not answer, or no longer holds what comes next, the link is told, and it is tried again a little later.</summary>
    public void Follow()
    {
        if (_failed is { } failed && Stopwatch.GetElapsedTime(failed.At) < failed.Pause)
        {
            return;
        }
        try
        {
            Learn();
            _failed = null;
            _backOff.Reset();
        }
        catch (KafkaException fault)
        {
            _link.Fail(fault.Error.Reason);
            _failed = (Stopwatch.GetTimestamp(), _backOff.Next());
        }
        _progress.LearntTo = _start is null ? null : _reading!.Position?.Next;
    }

    /// <summary>Stands by no longer: the topic is this instance's now.</summary>
    /// <returns>Where to go on and what is known there; null where any start is better: it has not begun, does not know all that was committed, or the log is not the one that it has read.</returns>
    /// <exception cref="KafkaException">Kafka does not answer: it may be asked again.</exception>
    public LogStart? TakeOver()
    {
        var known = _start is { } start && _reading!.Position is { } learnt && learnt.Next >= _committed
            ? start with { Offsets = [new(_topic, learnt.Next)], Positions = [learnt], Began = _progress.Began }
            : null;
        var fits = known is not null && _replay.Fits(known);
        End();
        (_failed, _soughtAt, _progress.LearntTo) = (null, null, null);
        if (!fits)
        {
            return null;
        }
        known!.State!.Probed();
        _checkpoints.GoOn();
        return known;
    }

    public void Dispose()
    {
        End();
        _records.Dispose();
    }

    private void Learn()
    {
        if (!Begin())
        {
            return;
        }
        Look();
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Turn && Next() is { } message; _ahead = null)
        {
            _reading!.Take(message, _records.OnNext);
        }
    }

    /// <returns>Whether there is something to go on from: a checkpoint of which nothing is lost since.</returns>
    private bool Begin()
    {
        if (_start is not null)
        {
            return true;
        }
        if (_soughtAt is { } at && Stopwatch.GetElapsedTime(at) < LookAgainAfter)
        {
            return false;
        }
        _soughtAt = Stopwatch.GetTimestamp();
        var begun = _replay.Of([_topic], _checkpoints);
        if (begun is not { IsResumed: true, IsWhole: true, State: { } state } || _checkpoints.IsOvertaken)
        {
            begun.State?.Loaded();
            return false;
        }
        try
        {
            Begin(begun, state);
            return true;
        }
        catch
        {
            End();
            throw;
        }
    }

    private void Begin(LogStart begun, PipelineState state)
    {
        var config = ClientConfigs.Look(_options, _role);
        // What is no longer there is not to be passed over in silence.
        config.AutoOffsetReset = AutoOffsetReset.Error;
        _consumer = new ConsumerBuilder<Ignore, T?>(config).SetValueDeserializer(new RecordDeserializer<T>(_read)).SetLogHandler((_, _) => { }).Build();
        // What is left out of what it reads is told and counted by whoever has the topic.
        _reading = new(_topic.Topic, _agreement, begun.From);
        _progress.Resume(begun.Began);
        _stages = _learn(_records, state);
        state.Loaded();
        _consumer.Assign(begun.Offsets);
        _start = begun;
    }

    /// <summary>How far the other is.</summary>
    private void Look()
    {
        if (_lookedAt is { } at && Stopwatch.GetElapsedTime(at) < _options.CommitEvery)
        {
            return;
        }
        var committed = _consumer!.Committed([_topic], Answer)[0].Offset is { IsSpecial: false } offset ? offset.Value : 0;
        // Of a topic that was made anew more may be committed than there is.
        _committed = committed <= _consumer.QueryWatermarkOffsets(_topic, Answer).High.Value ? committed : 0;
        _lookedAt = Stopwatch.GetTimestamp();
    }

    private ConsumeResult<Ignore, T?>? Next()
    {
        try
        {
            _ahead ??= _consumer!.Consume(TimeSpan.Zero) is { IsPartitionEOF: false } message ? message : null;
        }
        catch (ConsumeException)
        {
            // Whatever it was: from where it stood it may not be able to go on.
            End();
            throw;
        }
        return _ahead is { } next && next.Offset < _committed ? next : null;
    }

    private void End()
    {
        _stages?.Dispose();
        _consumer?.Dispose();
        (_stages, _consumer, _start, _ahead, _reading, _lookedAt, _committed) = (null, null, null, null, null, null, 0);
    }
}
