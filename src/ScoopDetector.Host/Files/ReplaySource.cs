using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Files;

/// <summary>Reads files of posts as one stream, in the order of its time, and hands them on in batches at the pace asked for.</summary>
/// <remarks>Several files are merged by event time: each is opened when the others have come to its first post. At one moment those come first that were named first.</remarks>
/// <param name="files">Each is opened once before anything is read: the third of three files must not turn out missing after an hour.</param>
/// <param name="intake">Where the lines of one file go, or the posts of several.</param>
/// <param name="hops">Makes a first hop for one of several files.</param>
/// <param name="pace">When the posts are due.</param>
/// <param name="maxLineBytes">As in <see cref="ReadOptions.MaxLineBytes"/>.</param>
/// <param name="batchPosts">How many posts are handed on together: of no consequence but for speed.</param>
internal sealed class ReplaySource(IReadOnlyList<string> files, PostIntake intake, Hops hops, ReplayPace pace, int maxLineBytes, int batchPosts = 512)
{
    private readonly long[] _sizes = [.. files.Select(InputFile.Check)];
    private readonly Func<double>[] _shares = [.. files.Select(static _ => (Func<double>)(static () => 0))];
    private readonly List<string> _warnings = [];
    private readonly List<PostFile> _open = [];
    private int _at;

    /// <summary>That of the latest post.</summary>
    public string File => files[_at];

    /// <summary>How much of all bytes has been read, 0 to 1.</summary>
    public double Share => _shares.Select((share, i) => share() * _sizes[i]).Sum() / Math.Max(1, _sizes.Sum());

    /// <summary>Lines read so far, good and bad.</summary>
    public long Lines => intake.Lines + hops.Lines;

    /// <inheritdoc cref="PostIntake.Unfolded"/>
    public long Unfolded => intake.Unfolded + hops.Unfolded;

    /// <summary>What was wrong with a file, though not so wrong as to stop.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public void Run(Action<PostBatch> handOn, CancellationToken stop)
    {
        if (_sizes.All(size => size == 0))
        {
            throw new UsageException($"{files[0]} is empty: there is nothing to replay.");
        }
        intake.Arriving = pace.IsMax ? null : moment => WaitUntil(moment, handOn, stop);
        _warnings.AddRange(files.Where((_, i) => _sizes[i] == 0).Select(file => $"{file} is empty."));
        int[] full = [.. Enumerable.Range(0, files.Count).Where(i => _sizes[i] > 0)];
        if (full is [var only])
        {
            ReadFile(only, handOn, stop);
        }
        else
        {
            Merge(full, handOn, stop);
        }
        intake.Complete();
        intake.Flush(handOn);
    }

    private void ReadFile(int at, Action<PostBatch> handOn, CancellationToken stop)
    {
        _at = at;
        using var ahead = new ReadAhead(InputFile.Open(File, out _shares[at]));
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
            FlushIfFull(handOn, stop);
        }
        Warn(File, ahead.BrokenBy, lines.Read);
    }

    private void Merge(int[] full, Action<PostBatch> handOn, CancellationToken stop)
    {
        // A sort that keeps the order of those that begin at one moment.
        var waiting = new Queue<(long Begin, int At)>(full.Select(at => (BeginOf(at), at)).OrderBy(file => file.Item1));
        var next = new PriorityQueue<PostFile, (long Moment, int At)>();
        try
        {
            while (waiting.Count > 0 || next.Count > 0)
            {
                while (waiting.TryPeek(out var file) && (!next.TryPeek(out _, out var earliest) || file.Begin <= earliest.Moment))
                {
                    Queue(Open(waiting.Dequeue().At), next);
                }
                if (next.TryDequeue(out var turn, out var since))
                {
                    _at = since.At;
                    HandOn(turn, until: Earlier(waiting, next), handOn, stop);
                    Queue(turn, next);
                }
            }
        }
        finally
        {
            _open.ForEach(file => file.Dispose());
        }
    }

    /// <summary>Its posts up to where another file's turn comes.</summary>
    private void HandOn(PostFile file, (long Moment, int At) until, Action<PostBatch> handOn, CancellationToken stop)
    {
        do
        {
            file.HandOn(intake);
            FlushIfFull(handOn, stop);
        }
        while (file.Moment is { } moment && (moment, file.At).CompareTo(until) < 0);
    }

    private static (long, int) Earlier(Queue<(long Begin, int At)> waiting, PriorityQueue<PostFile, (long Moment, int At)> next)
    {
        var opening = waiting.TryPeek(out var file) ? file : (long.MaxValue, 0);
        return next.TryPeek(out _, out var open) && open.CompareTo(opening) < 0 ? open : opening;
    }

    private void Queue(PostFile file, PriorityQueue<PostFile, (long, int)> next)
    {
        if (file.Moment is { } moment)
        {
            next.Enqueue(file, (moment, file.At));
            return;
        }
        Warn(files[file.At], file.BrokenBy, file.Read);
        _open.Remove(file);
        file.Dispose();
    }

    private PostFile Open(int at)
    {
        var file = new PostFile(at, InputFile.Open(files[at], out _shares[at]), hops.Next(), maxLineBytes);
        _open.Add(file);
        file.Begin();
        return file;
    }

    /// <summary>The moment of its first post; of a file that holds none, before all others, so that its lines are counted.</summary>
    private long BeginOf(int at)
    {
        using var file = new PostFile(at, InputFile.Open(files[at], out _), hops.Trial(), maxLineBytes);
        file.Begin();
        return file.Moment ?? long.MinValue;
    }

    private void FlushIfFull(Action<PostBatch> handOn, CancellationToken stop)
    {
        if (intake.Waiting >= batchPosts)
        {
            stop.ThrowIfCancellationRequested();
            intake.Flush(handOn);
        }
    }

    private void Warn(string file, string? failure, long read)
    {
        if (failure is not null)
        {
            _warnings.Add($"{file} breaks off after {read:N0} bytes of text ({failure.TrimEnd('.')}): what could be read of it counts.");
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
