using ScoopDetector.Host.Files;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Runs;

/// <summary>Reads files of posts into batches, one file after the other as one stream, at a chosen pace.</summary>
/// <param name="files">In this order.</param>
/// <param name="options">What the reader accepts.</param>
/// <param name="intake">The first hop.</param>
/// <param name="speed">How many times faster than the stream itself; null for as fast as it goes. The content is the same at any speed.</param>
/// <param name="clock">What the pace is kept by.</param>
internal sealed class ReplayFiles(IReadOnlyList<string> files, ReadOptions options, PostIntake intake, double? speed, TimeProvider clock)
{
    private const int BatchPosts = 512;

    private Func<double> _progress = () => 0;
    private int _finished;
    private long? _begunAt;
    private long _startedAt;

    /// <summary>Share of the bytes that were read, 0 to 1.</summary>
    public double Progress => _finished >= files.Count ? 1 : (_finished + _progress()) / files.Count;

    /// <summary>What was wrong with a file that was read as far as it went.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Looks at every file before any is read.</summary>
    public void Check()
    {
        foreach (var file in files)
        {
            InputFile.Open(file, out _).Dispose();
        }
    }

    public void Read(Action<PostBatch> handOn, CancellationToken stop)
    {
        _startedAt = clock.GetTimestamp();
        foreach (var file in files)
        {
            using var stream = InputFile.Open(file, out _progress);
            try
            {
                Read(stream, handOn, stop);
            }
            catch (Exception fault) when (fault is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
            {
                Warnings.Add($"{file} is damaged or cut off ({fault.Message.TrimEnd('.')}): it was read up to there.");
            }
            _finished++;
        }
        intake.Complete();
        intake.Flush(handOn);
    }

    private void Read(Stream stream, Action<PostBatch> handOn, CancellationToken stop)
    {
        var lines = new LineReader(stream, options.MaxLineBytes);
        while (!stop.IsCancellationRequested && lines.TryRead(out var line, out var isOverLong))
        {
            if (isOverLong)
            {
                intake.SkipLongLine();
            }
            else
            {
                intake.Accept(line);
            }
            if (intake.Waiting >= (speed is null ? BatchPosts : 1))
            {
                WaitForTheTime(stop);
                intake.Flush(handOn);
            }
        }
    }

    private void WaitForTheTime(CancellationToken stop)
    {
        if (speed is not { } times || intake.Now is not { } now)
        {
            return;
        }
        _begunAt ??= now;
        var due = TimeSpan.FromMilliseconds((now - _begunAt.Value) / times) - clock.GetElapsedTime(_startedAt);
        if (due > TimeSpan.Zero)
        {
            stop.WaitHandle.WaitOne(due);
        }
    }
}
