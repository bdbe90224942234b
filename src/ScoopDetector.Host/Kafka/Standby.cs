using System.Diagnostics;
using System.Reactive.Subjects;
using Confluent.Kafka;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Knows what a role knows while another instance has its topic, so that it can go on at once: it reads the same records, as far as that one has committed, and tells nobody.</summary>
/// <remarks>
/// What is committed was told and acknowledged. So whoever goes on from there is where a start from a checkpoint of that moment would be, and what was told since is known as it is after one.
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

    /// <summary>Follows the other for a while.</summary>
    /// <exception cref="KafkaException">Kafka does not answer: it may be tried again.</exception>
    public void Follow()
    {
        Begin();
        Look();
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Turn && Next() is { } message; _ahead = null)
        {
            _reading!.Take(message, _records.OnNext);
        }
    }

    /// <summary>Stands by no longer, and says where to go on and what is known there; null where it has not begun.</summary>
    public LogStart? HandOver()
    {
        if (_start is not { State: { } state } begun)
        {
            return null;
        }
        End();
        state.Probed();
        return _reading?.Position is not { } position ? begun : begun with
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

    private void Begin()
    {
        if (_start is not null)
        {
            return;
        }
        _consumer ??= new ConsumerBuilder<Ignore, T?>(ClientConfigs.Look(options, role)).SetValueDeserializer(new RecordDeserializer<T>(read)).SetLogHandler((_, _) => { }).Build();
        var begun = start();
        _reading = reading(begun.Claim);
        _stages = learn(_records, begun.State!);
        begun.State!.Loaded();
        _consumer.Assign(begun.Offsets);
        _start = begun;
    }

    /// <summary>How far the other is.</summary>
    private void Look()
    {
        if (_lookedAt is { } at && Stopwatch.GetElapsedTime(at) < options.CommitEvery)
        {
            return;
        }
        _committed = _consumer!.Committed([partition], Patience)[0].Offset is { IsSpecial: false } offset ? offset.Value : 0;
        _lookedAt = Stopwatch.GetTimestamp();
    }

    private ConsumeResult<Ignore, T?>? Next()
    {
        _ahead ??= _consumer!.Consume(TimeSpan.Zero) is { IsPartitionEOF: false } message ? message : null;
        return _ahead is { } next && next.Offset < _committed ? next : null;
    }

    private void End()
    {
        _stages?.Dispose();
        _consumer?.Dispose();
        (_stages, _consumer, _start, _ahead) = (null, null, null, null);
    }
}
