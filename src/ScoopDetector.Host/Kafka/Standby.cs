using System.Diagnostics;
using System.Reactive.Subjects;
using Confluent.Kafka;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Knows what a role knows while another instance has its topic, so that it can go on at once: it reads the same records, as far as that one has committed, and tells nobody.</summary>
/// <remarks>
/// What is committed was told and acknowledged. So whoever has begun from a checkpoint and goes on from there is where a start from a checkpoint of that moment would be, and what was told since is known as it is after one.
/// Without a checkpoint it learns nothing: what was told by other settings, or to a topic that is gone, must be told.
/// Used by the thread that reads the topic, between two polls.
/// </remarks>
/// <param name="options">Which Kafka.</param>
/// <param name="partition">Of the topic, which has one.</param>
/// <param name="role">Whose group commits.</param>
/// <param name="read">Reads a record.</param>
/// <param name="reading">Begins to tell records from what else lies there, given who was heard before.</param>
/// <param name="start">Finds where to begin, and what is known there.</param>
/// <param name="learn">The stages of the role, without what they tell.</param>
internal sealed class Standby<T>(
    KafkaOptions options, TopicPartition partition, string role, RecordReader<T> read, Func<long, RecordReading<T>> reading, Func<LogStart> start, Func<IObservable<T>, PipelineState, IDisposable> learn) : IDisposable
    where T : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>After so long a checkpoint is looked for again where there was none to go on from: they come to the topic no oftener by default, and each that is refused is a line.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(2);

    /// <summary>So long it reads on end: whoever does not poll is put out of its group.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

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

    /// <summary>The offset up to which it has learnt; null where it has nothing to go on from.</summary>
    public long? LearntTo => _start is null ? null : _reading?.Position?.Next ?? _start.Offsets[0].Offset.Value;

    /// <summary>Follows the other for a while.</summary>
    /// <exception cref="KafkaException">Kafka does not answer, or no longer holds what comes next: it may be tried again, and begins anew then.</exception>
    public void Follow()
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

    /// <summary>Stands by no longer, and says where to go on and what is known there; null where it has not begun, or does not know all that was committed.</summary>
    public LogStart? HandOver()
    {
        if (_start is not { State: { } state } begun || LearntTo < _committed)
        {
            return null;
        }
        var learnt = _reading?.Position;
        End();
        state.Probed();
        return learnt is not { } position ? begun : begun with
        {
            Offsets = [new(partition, position.Next)],
            Positions = [position],
            IsResumed = true,
        };
    }

    public void Dispose()
    {
        End();
        _records.Dispose();
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
        var begun = start();
        if (begun is not { IsResumed: true, IsWhole: true, State: { } state })
        {
            begun.State?.Loaded();
            return false;
        }
        var config = ClientConfigs.Look(options, role);
        // What is no longer there is not to be passed over in silence.
        config.AutoOffsetReset = AutoOffsetReset.Error;
        _consumer = new ConsumerBuilder<Ignore, T?>(config).SetValueDeserializer(new RecordDeserializer<T>(read)).SetLogHandler((_, _) => { }).Build();
        _reading = reading(begun.Claim);
        _stages = learn(_records, state);
        state.Loaded();
        _consumer.Assign(begun.Offsets);
        _start = begun;
        return true;
    }

    /// <summary>How far the other is.</summary>
    private void Look()
    {
        if (_lookedAt is { } at && Stopwatch.GetElapsedTime(at) < options.CommitEvery)
        {
            return;
        }
        var committed = _consumer!.Committed([partition], Patience)[0].Offset is { IsSpecial: false } offset ? offset.Value : 0;
        // Of a topic that was made anew more may be committed than there is.
        _committed = committed <= _consumer.QueryWatermarkOffsets(partition, Patience).High.Value ? committed : 0;
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
