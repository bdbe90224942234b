using System.Diagnostics;
using System.Globalization;
using System.Reactive.Subjects;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Faults;
using ScoopDetector.Host.Files;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Posts;

namespace ScoopDetector.Benchmarks;

/// <summary>What it costs to be watched: the same posts through nothing but the pipeline, and through one with all metrics served and every trace recorded.</summary>
/// <remarks>Both go side by side, batch by batch, each first in turn, in processor time of their thread: what else the machine does hits both alike.</remarks>
internal static class MetricsOverhead
{
    private static readonly ScoopOptions Options = new();

    public static async Task RunAsync(string path, int runs)
    {
        var shares = new List<double>();
        for (var i = 0; i <= runs; i++)
        {
            var (plain, watched) = await PairAsync(path);
            // The first is for the compiler.
            if (i > 0)
            {
                shares.Add((watched / plain) - 1);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain {plain.TotalSeconds,6:0.00} s  watched {watched.TotalSeconds,6:0.00} s  {shares[^1],7:+0.0%;-0.0%}"));
            }
        }
        shares.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median of {runs} pairs {shares[runs / 2]:+0.0%;-0.0%}"));
    }

    private static async Task<(TimeSpan Plain, TimeSpan Watched)> PairAsync(string path)
    {
        using var traces = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ScoopTraces.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(traces);
        var run = new ScoopRun(Options, new(), TimeProvider.System, new(), NullLogger.Instance);
        await using var server = await OpsServer.StartAsync(new(run, Role.All, () => TimeProvider.System.GetUtcNow()), new(), new(), TimeProvider.System, CancellationToken.None);
        using var plain = new Subject<PostBatch>();
        using var watched = new Subject<PostBatch>();
        using var first = new ScoopPipeline(Options, TimeProvider.System, new()).Detect(plain, 1).Subscribe(static _ => { });
        using var second = run.Detect(watched, 1, run.Progress.Tally).Subscribe(static alert => ScoopTraces.Tell(alert)?.Dispose());
        return Feed(path, plain, watched);
    }

    private static (TimeSpan Plain, TimeSpan Watched) Feed(string path, Subject<PostBatch> plain, Subject<PostBatch> watched)
    {
        using var stream = InputFile.Open(path, out _);
        var lines = new LineReader(stream, Options.Read.MaxLineBytes);
        var (first, second, batches) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        void HandOn(PostBatch batch)
        {
            if (batches++ % 2 == 0)
            {
                first += Time(plain, batch);
                second += Time(watched, batch);
            }
            else
            {
                second += Time(watched, batch);
                first += Time(plain, batch);
            }
        }
        var hop = new FirstHop(Options, 1, HandOn);
        while (lines.TryRead(out var line, out _))
        {
            hop.Accept(line);
        }
        hop.Complete();
        return (first, second);
    }

    private static TimeSpan Time(Subject<PostBatch> posts, PostBatch batch)
    {
        var start = ThreadTime.Now;
        posts.OnNext(batch);
        return ThreadTime.Now - start;
    }
}
