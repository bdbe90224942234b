using System.Globalization;
using System.Reactive.Subjects;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Files;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Benchmarks;

/// <summary>How far the pipeline is from what cannot be left out: reading each post, finding its terms, and counting the distinct authors of each in each pane.</summary>
/// <remarks>Both on one thread, over lines held in memory, each first in turn; told are the medians of processor time, the compiler's and the collector's included.</remarks>
internal static class BareLimit
{
    private const int Runs = 5;

    private static readonly ScoopOptions Options = new();

    public static void Run(string path)
    {
        var lines = Read(path);
        var (bare, whole) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Runs; i++)
        {
            foreach (var isBare in i % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var (posts, time) = Time(() => isBare ? Count(lines) : Detect(lines));
                // The first of each is for the compiler.
                if (i > 0)
                {
                    (isBare ? bare : whole).Add(time.TotalNanoseconds / posts);
                }
            }
        }
        var (least, all) = (Median(bare), Median(whole));
        Tell("bare", least);
        Tell("pipeline", all);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the pipeline takes {all / least:0.0} times as long"));
    }

    private static List<byte[]> Read(string path)
    {
        using var stream = InputFile.Open(path, out _);
        var reader = new LineReader(stream, Options.Read.MaxLineBytes);
        var lines = new List<byte[]>();
        while (reader.TryRead(out var line, out _))
        {
            lines.Add(line.ToArray());
        }
        return lines;
    }

    private static long Count(List<byte[]> lines)
    {
        var (reader, tokenizer, terms, authors) = (new PostReader(Options.Read), new Tokenizer(), new TermNumbers(), new StampedSet());
        var (posts, pane) = (0, default(Pane));
        foreach (var line in lines)
        {
            if (!reader.TryRead(line, out var post, out _) || post.Kind != PostKind.Create)
            {
                continue;
            }
            if (!pane.Contains(post.CreatedAt))
            {
                pane = Pane.Of(post.CreatedAt, (int)Options.Tally.Pane.TotalMilliseconds);
                terms.Clear();
                authors.Clear();
            }
            var author = Hash64.Of(post.AuthorId);
            tokenizer.Read(post.Text);
            foreach (ref readonly var use in tokenizer.Uses)
            {
                if (authors.Add(Hash64.Pair(use.Term.Value, author)))
                {
                    terms.Note(use.Term.Value, posts, out _);
                }
            }
            posts++;
        }
        return posts;
    }

    private static long Detect(List<byte[]> lines)
    {
        using var posts = new Subject<PostBatch>();
        using var told = new ScoopPipeline(Options, TimeProvider.System, new()).Detect(posts, 1).Subscribe(static _ => { });
        var intake = new PostIntake(Options.Read, Options.Tally, 1, TimeProvider.System, new());
        foreach (var line in lines)
        {
            intake.Accept(line);
            if (intake.Waiting >= 512)
            {
                intake.Flush(posts.OnNext);
            }
        }
        intake.Complete();
        intake.Flush(posts.OnNext);
        posts.OnCompleted();
        return intake.Posts;
    }

    private static (long Posts, TimeSpan Time) Time(Func<long> run)
    {
        var start = Environment.CpuUsage.TotalTime;
        var posts = run();
        return (posts, Environment.CpuUsage.TotalTime - start);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Tell(string what, double nanoseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-10} {1e9 / nanoseconds,12:N0} a second  {nanoseconds,8:N0} ns a post"));
}
