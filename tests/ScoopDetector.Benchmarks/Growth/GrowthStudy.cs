using System.Globalization;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Benchmarks.Workloads;
using ScoopDetector.Host.Reports;
using ScoopDetector.Simulation;

namespace ScoopDetector.Benchmarks.Growth;

/// <summary>What becomes of speed and memory when one thing is ten and a hundred times as much: the rate, the vocabulary, the partitions, the open events.</summary>
/// <remarks>About as many posts in each stream, so that a longer one is not taken for a larger one. Speed is told as a share of the bare limit over the same stream, beside which each is measured.</remarks>
internal sealed class GrowthStudy : IDisposable
{
    private const int Posts = 200_000;

    private static readonly int[] Times = [1, 10, 100];

    private readonly StreamFolder _folder = new();
    private readonly IReadOnlyList<Dimension> _dimensions;

    private GrowthStudy()
    {
        var first = GrownStream.Of(Posts);
        var begin = new PassOrder(WorkloadKind.OneThread, _folder.Simulate("first.jsonl", first), GrownStream.LearnFor(first.Hours));
        // Where all begin alike, that is measured once.
        var atFirst = new Pairs();
        Dimension Grow(string name, Func<int, PassOrder> grown, Func<int, Pairs, string> words) =>
            new(name, [.. Times.Select(times => new GrowthPoint(times, pairs => words(times, pairs), times == 1 ? begin : grown(times)) { Pairs = times == 1 ? atFirst : new() })]);
        _dimensions =
        [
            Grow("posts a second", Faster, static (times, _) => Text(times * GrownStream.PostsPerSecond)),
            Grow("different terms", times => begin with { Stream = Wordier(times, first) }, static (_, pairs) => Short(pairs.Middle(pass => pass.Terms))),
            Grow("partitions", times => begin with { Partitions = times }, static (times, _) => Text(times)),
            new("open events, at most", [.. Times.Select(times => new GrowthPoint(times, static pairs => Text(pairs.Middle(pass => pass.OpenEvents)), More(times)))]),
        ];
    }

    private PassOrder Faster(int times)
    {
        var simulation = GrownStream.Of(Posts, rate: times);
        return new(WorkloadKind.OneThread, _folder.Simulate($"rate-{times}.jsonl", simulation), GrownStream.LearnFor(simulation.Hours));
    }

    private string Wordier(int times, SimulationOptions simulation) => _folder.Write($"vocabulary-{times}.jsonl", new Vocabulary(times).Spread(new Firehose(simulation)));

    /// <summary>More events, and each open for longer: what is open at once is what grows.</summary>
    private PassOrder More(int times)
    {
        var simulation = GrownStream.Of(Posts, events: times);
        var closeAfter = times switch { 1 => TimeSpan.FromMinutes(5), 10 => TimeSpan.FromMinutes(45), _ => TimeSpan.FromDays(1) };
        return new(WorkloadKind.OneThread, _folder.Simulate($"events-{times}.jsonl", simulation), GrownStream.LearnFor(simulation.Hours), CloseAfter: closeAfter);
    }

    /// <param name="picture">Where the plot goes.</param>
    /// <param name="runs">How often each is measured.</param>
    public static void Run(string picture, int runs)
    {
        Console.Error.WriteLine("writing simulated streams");
        using var study = new GrowthStudy();
        study.Measure(runs);
        foreach (var line in study.Lines(runs))
        {
            Console.WriteLine(line);
        }
        File.WriteAllText(picture, GrowthPlot.Draw(study._dimensions).ToString());
        Console.WriteLine($"The plot is in {picture}.");
    }

    public void Dispose() => _folder.Dispose();

    private void Measure(int runs)
    {
        for (var run = 1; run <= runs; run++)
        {
            foreach (var (dimension, point) in _dimensions.SelectMany(dimension => dimension.Points.Select(point => (dimension, point))).DistinctBy(one => one.point.Pairs))
            {
                point.Pairs.Measure(point.Order with { Kind = WorkloadKind.Bare }, point.Order, bareFirst: run % 2 == 0);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run} of {runs}: {dimension.Name} {point.Label}, {1 / point.Pairs.ProcessorTimes:0.000} of the bare limit, {point.Megabytes:N0} MB"));
            }
        }
    }

    private IEnumerable<string> Lines(int runs)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"About {Posts:N0} posts in each stream, one thread, medians of {runs} runs, each beside the bare limit over the same stream, in processes of their own.");
        yield return "";
        var rows = _dimensions.SelectMany(dimension => dimension.Points.Select(point => (string[])
        [
            dimension.Name,
            $"x {point.Times}",
            point.Label,
            Figure.Whole(1e9 / point.Pairs.Middle(pass => pass.ProcessorNanoseconds)),
            point.Share.ToString("0.000", CultureInfo.InvariantCulture),
            Figure.Whole(point.Megabytes),
        ]));
        foreach (var line in TextTable.Lines(["what grows", "", "to", "posts/s of a core", "of bare", "memory MB"], rows))
        {
            yield return line;
        }
        yield return "";
    }

    private static string Text(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Short(double value) => value >= 1e6 ? (value / 1e6).ToString("0.0 M", CultureInfo.InvariantCulture) : (value / 1e3).ToString("0 k", CultureInfo.InvariantCulture);
}
