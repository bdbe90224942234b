using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Files;

/// <summary>Reads files of posts one after the other, in the order given, and hands them on in batches at the pace asked for.</summary>
/// <param name="files">Each is opened once before anything is read: the third of three files must not turn out missing after an hour.</param>
/// <param name="intake">Where the lines go.</param>
/// <param name="pace">When the posts are due.</param>
/// <param name="maxLineBytes">As in <see cref="ReadOptions.MaxLineBytes"/>.</param>
/// <param name="batchPosts">How many posts are handed on together: of no consequence but for speed.</param>
internal sealed class ReplaySource(IReadOnlyList<string> files, PostIntake intake, ReplayPace pace, int maxLineBytes, int batchPosts = 512)
{
    private readonly long[] _sizes = [.. files.Select(InputFile.Check)];
    private readonly List<string> _warnings = [];
    private Func<double> _shareOfFile = static () => 0;
    private int _at;

    public string File => files[_at];

    /// <summary>How much of all bytes has been read, 0 to 1.</summary>
    public double Share => (_sizes[.._at].Sum() + (_shareOfFile() * _sizes[_at])) / Math.Max(1, _sizes.Sum());

    /// <summary>What was wrong with a file, though not so wrong as to stop.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public void Run(Action<PostBatch> handOn, CancellationToken stop)
    {
        if (_sizes.All(size => size == 0))
        {
            throw new UsageException($"{files[0]} is empty: there is nothing to replay.");
        }
        intake.Arriving = pace.IsMax ? null : moment => WaitUntil(moment, handOn, stop);
        for (_at = 0; _at < files.Count; _at++)
        {
            ReadFile(handOn, stop);
        }
        _at = files.Count - 1;
        intake.Complete();
        intake.Flush(handOn);
    }

    private void ReadFile(Action<PostBatch> handOn, CancellationToken stop)
    {
        if (_sizes[_at] == 0)
        {
            _warnings.Add($"{File} is empty.");
            return;
        }
        using var ahead = new ReadAhead(InputFile.Open(File, out _shareOfFile));
        var lines = new LineReader(ahead.Stream, maxLineBytes);
        while (lines.TryRead(out var line, out var isOverLong))
        {
            if (isOverLong)
            {
                intake.SkipLongLine();
            }
            else
            {
                intake.Accept(line);
            }
            if (intake.Waiting >= batchPosts)
            {
                stop.ThrowIfCancellationRequested();
                intake.Flush(handOn);
            }
        }
        if (ahead.BrokenBy is { } failure)
        {
            _warnings.Add($"{File} breaks off after {lines.Read:N0} bytes of text ({failure.TrimEnd('.')}): what could be read of it counts.");
        }
    }

    /// <summary>A post is due later: those before it must not wait for it.</summary>
    private void WaitUntil(long moment, Action<PostBatch> handOn, CancellationToken stop)
    {
        if (pace.Until(moment) > TimeSpan.Zero)
        {
            intake.Flush(handOn);
            pace.Wait(moment, stop);
        }
    }
}
