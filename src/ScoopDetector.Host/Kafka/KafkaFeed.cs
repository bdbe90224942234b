using System.Diagnostics;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>The first hop for a file: its posts are stamped with their event time and written to the posts topic.</summary>
/// <remarks>By the same intake as a replay, so that what a replay would leave out as late or from the future does not reach the topic either.</remarks>
/// <param name="speed">How many times faster than the stream itself; null for as fast as it goes.</param>
internal sealed class KafkaFeed(ReadOptions read, TallyOptions tally, PostProducer producer, DropCounts drops, double? speed = null)
{
    private readonly PostIntake _intake = new(read, tally, 1, TimeProvider.System, drops, WireReader.OfAny(read));
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly List<string> _warnings = [];
    private long? _begunAt;

    /// <summary>What was wrong with a file, though not so wrong as to stop.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Lines read so far.</summary>
    public long Lines => _intake.Lines;

    /// <summary>Called between batches; where a broker keeps little, it waits until the readers have come near.</summary>
    public Action? Pause { get; init; }

    /// <summary>Feeds one file after the other, as one stream.</summary>
    public void Feed(IEnumerable<string> files, CancellationToken stop)
    {
        foreach (var file in files)
        {
            using var ahead = new ReadAhead(InputFile.Open(file, out _));
            var lines = new LineReader(ahead.Stream, read.MaxLineBytes);
            while (!stop.IsCancellationRequested && lines.TryRead(out var line, out var isOverLong))
            {
                Accept(line, isOverLong, stop);
            }
            if (ahead.BrokenBy is { } failure)
            {
                _warnings.Add($"{file} breaks off after {lines.Read:N0} bytes of text ({failure.TrimEnd('.')}): what could be read of it was sent.");
            }
        }
    }

    /// <summary>The stream has ended: what still waits is sent, and everything is acknowledged when this returns.</summary>
    public void Complete(CancellationToken stop)
    {
        _intake.Complete();
        _intake.Flush(Send);
        producer.Settle(stop);
    }

    /// <summary>One line of the stream.</summary>
    public void Accept(ReadOnlySpan<byte> line, bool isOverLong, CancellationToken stop)
    {
        if (isOverLong)
        {
            _intake.SkipLongLine();
        }
        else
        {
            _intake.Accept(line);
        }
        if (_intake.Waiting >= (speed is null ? 512 : 1))
        {
            WaitForTheTime(stop);
            Flush();
        }
    }

    /// <summary>Sends what waits for its batch to fill.</summary>
    public void Flush()
    {
        _intake.Flush(Send);
        Pause?.Invoke();
    }

    private void WaitForTheTime(CancellationToken stop)
    {
        if (speed is not { } times || _intake.Now is not { } now)
        {
            return;
        }
        _begunAt ??= now;
        var ahead = TimeSpan.FromMilliseconds((now - _begunAt.Value) / times) - Stopwatch.GetElapsedTime(_startedAt);
        if (ahead > TimeSpan.Zero)
        {
            stop.WaitHandle.WaitOne(ahead);
        }
    }

    private void Send(PostBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var post = batch[i];
            producer.Send(post, post.ObservedAt!.Value);
        }
    }
}
