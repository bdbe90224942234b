using System.Globalization;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Benchmarks.Workloads;
using ScoopDetector.Host.Reports;
using ScoopDetector.Simulation;

namespace ScoopDetector.Benchmarks.Comparing;

/// <summary>All ways of going over one stream in one table, each beside the bare limit.</summary>
/// <remarks>Each measurement is a process of its own. In every run each way is measured beside the bare limit, the one first and the other in turn; told are medians, and of the ratios those of the single pairs.</remarks>
internal sealed class Comparison : IDisposable
{
    /// <summary>Three quarters of an hour: long enough to learn what is usual, and for the windows to fill.</summary>
    private static readonly SimulationOptions Simulation = new() { Seed = 501, Hours = 0.75, PostsPerSecond = 100, Warmup = TimeSpan.FromMinutes(20), EventsPerHour = 20 };

    private readonly StreamFolder _folder = new();
    private readonly PassOrder _bare;
    private readonly ComparedWay[] _ways;

    /// <param name="path">Of the stream; null for a simulated one.</param>
    private Comparison(string? path)
    {
        var plain = path is null ? _folder.Simulate("stream.jsonl", Simulation) : _folder.Unpack(path, "stream.jsonl");
        _bare = new(WorkloadKind.Bare, plain);
        _ways =
        [
            new("bare limit, 1 thread", _bare),
            new("whole pipeline, 1 thread", _bare with { Kind = WorkloadKind.OneThread }),
            new("replay, 2 cores", _bare with { Kind = WorkloadKind.Replay }),
            new("replay of gzip, 2 cores", new(WorkloadKind.Replay, _folder.Pack(plain, "stream.jsonl.gz"))),
            new("Kafka, bare consumer", _bare with { Kind = WorkloadKind.KafkaBare }),
            new("Kafka, whole pipeline", _bare with { Kind = WorkloadKind.Kafka }),
        ];
    }

    /// <param name="path">Of the stream, plain, gzip or zstd; null for a simulated one.</param>
    /// <param name="runs">How often each is measured.</param>
    public static void Run(string? path, int runs)
    {
        Console.Error.WriteLine(path is null ? "writing a simulated stream" : $"unpacking {path}");
        using var comparison = new Comparison(path);
        comparison.Measure(runs);
        foreach (var line in comparison.Lines(runs))
        {
            Console.WriteLine(line);
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Measure(int runs)
    {
        for (var run = 1; run <= runs; run++)
        {
            foreach (var way in _ways[1..])
            {
                way.Pairs.Measure(_bare, way.Order, bareFirst: run % 2 == 0);
                var pair = way.Pairs;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run} of {runs}: {way.Name}, {pair.Whole.Last().PostsPerSecond:N0} posts/s beside {pair.Bare.Last().PostsPerSecond:N0}"));
            }
        }
        foreach (var bare in _ways[1..].SelectMany(way => way.Pairs.Bare).ToList())
        {
            _ways[0].Pairs.Add(bare, bare);
        }
    }

    private IEnumerable<string> Lines(int runs)
    {
        var posts = _ways[0].Pairs.Whole.First().Posts;
        yield return string.Create(CultureInfo.InvariantCulture, $"{posts:N0} posts, {Environment.ProcessorCount} cores, medians of {runs} runs; each way beside the bare limit, in processes of their own.");
        yield return "";
        foreach (var line in TextTable.Lines(ComparedWay.Head, _ways.Select(way => way.Row())))
        {
            yield return line;
        }
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"From Kafka, the whole pipeline runs at {KafkaShare():0.00} of the speed of a bare consumer.");
        yield return "Memory is the peak of the process, without the lines where they are held in it; with the embedded broker and all that is on it for Kafka, whose time counts there too.";
        yield return "Delay is from a batch being handed over to all that its panes lead to being told.";
    }

    private double KafkaShare() => Median.Of(_ways[^1].Pairs.Whole.Zip(_ways[^2].Pairs.Whole, (whole, bare) => whole.PostsPerSecond / bare.PostsPerSecond));
}
