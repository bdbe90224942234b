using System.Globalization;
using System.Reactive.Subjects;
using ScoopDetector.Faults;
using ScoopDetector.Host.Files;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Benchmarks;

/// <summary>How fast a file of posts passes through each step before scoring: the whole file, the best of some runs.</summary>
/// <remarks>In processor time of all threads, the compiler's and the collector's too, so that what else the machine does counts for nothing.</remarks>
internal static class ReplayThroughput
{
    private const int Runs = 4;

    private static readonly ScoopOptions Options = new();

    public static void Run(string path, int partitions)
    {
        Measure("lines", path, static lines =>
        {
            long count = 0;
            while (lines.TryRead(out _, out _))
            {
                count++;
            }
            return count;
        });
        Measure("+ posts", path, static lines =>
        {
            var reader = new PostReader(Options.Read);
            long count = 0;
            while (lines.TryRead(out var line, out _))
            {
                count += reader.TryRead(line, out _, out _) ? 1 : 0;
            }
            return count;
        });
        Measure("+ batches", path, lines => Feed(lines, partitions, static _ => { }));
        Measure("+ terms", path, lines =>
        {
            var tokenizer = new Tokenizer();
            return Feed(lines, partitions, batch => ReadTerms(batch, tokenizer));
        });
        Measure("+ tallies", path, lines =>
        {
            using var posts = new Subject<PostBatch>();
            using var tallies = new ScoopPipeline(Options, TimeProvider.System, new()).Tally(posts).Subscribe(static _ => { });
            var count = Feed(lines, partitions, posts.OnNext);
            posts.OnCompleted();
            return count;
        });
        Measure("+ merged", path, lines =>
        {
            using var posts = new Subject<PostBatch>();
            var merger = new PaneMerger(partitions, Options.Tally, new());
            using var tallies = new ScoopPipeline(Options, TimeProvider.System, new()).Tally(posts).Subscribe(part => merger.Accept(part, static _ => { }));
            var count = Feed(lines, partitions, posts.OnNext);
            posts.OnCompleted();
            return count;
        });
    }

    private static long Feed(LineReader lines, int partitions, Action<PostBatch> handOn)
    {
        var hop = new FirstHop(Options, partitions, handOn);
        while (lines.TryRead(out var line, out _))
        {
            hop.Accept(line);
        }
        hop.Complete();
        return hop.Posts;
    }

    private static void ReadTerms(PostBatch batch, Tokenizer tokenizer)
    {
        Span<uint> shingles = stackalloc uint[Shingles.Most];
        for (var i = 0; i < batch.Count; i++)
        {
            tokenizer.Read(batch[i].Text);
            tokenizer.ReadShingles(shingles);
        }
    }

    private static void Measure(string step, string path, Func<LineReader, long> run)
    {
        var (best, posts, bytes) = (TimeSpan.MaxValue, 0L, 0L);
        for (var i = 0; i < Runs; i++)
        {
            using var stream = InputFile.Open(path, out _);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Environment.CpuUsage.TotalTime;
            posts = run(new LineReader(stream, Options.Read.MaxLineBytes));
            var elapsed = Environment.CpuUsage.TotalTime - start;
            bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            best = elapsed < best ? elapsed : best;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{step,-10} {posts / best.TotalSeconds,12:N0} a second  {best.TotalNanoseconds / posts,8:N0} ns  {(double)bytes / posts,8:N0} bytes allocated a post"));
    }
}
