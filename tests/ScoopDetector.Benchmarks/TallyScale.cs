using System.Diagnostics;
using System.Globalization;
using ScoopDetector.Faults;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Simulation;

namespace ScoopDetector.Benchmarks;

/// <summary>One simulated stream through one process, and through 1, 2, 4 and 8 tally roles with a scorer and a reporter: how fast each goes, and whether all tell the same.</summary>
/// <remarks>All of it in this process, broker and feed included, in step, as the embedded broker keeps 5 MiB a partition: the figures say what spreading costs on one machine, not what it gains on several.</remarks>
internal static class TallyScale
{
    private const int Partitions = 16;
    private const int AtATime = 500;

    /// <summary>So many lines may be on their way: their pane parts are all in one partition.</summary>
    private const double MostOnTheWay = 15_000;

    private static readonly TimeSpan LeastBehind = TimeSpan.FromSeconds(25);
    private static readonly CheckpointOptions None = new() { Folder = "" };
    private static readonly FaultStory NoStory = new([], []);

    /// <returns>Whether all tell the same.</returns>
    public static bool Run(double hours, double rate)
    {
        var simulation = new SimulationOptions { Hours = hours, PostsPerSecond = rate, Warmup = TimeSpan.FromHours(hours / 2) };
        SimulatedLine[] lines = [.. new Firehose(simulation).Select(line => line with { Json = line.Json.ToArray() })];
        var expected = Undisturbed.Of(lines.Select(line => line.Json)).Alerts;
        var isWell = true;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Length:N0} lines, {expected.Count} revisions, {Partitions} partitions, {Environment.ProcessorCount} cores"));
        Tell("no reader", lines.Length, Timed(() => Feed(lines)));
        foreach (var tallies in new[] { 0, 1, 2, 4, 8 })
        {
            using var world = new World(NoStory, Partitions);
            using var fleet = new Fleet(world, tallies);
            var behind = TimeSpan.FromSeconds(Math.Max(LeastBehind.TotalSeconds, MostOnTheWay / rate));
            var took = Timed(() => fleet.Read(lines, behind));
            var told = fleet.Finish(expected.Count);
            var isSame = told.SequenceEqual(expected);
            isWell &= isSame;
            Tell(tallies == 0 ? "one process" : $"{tallies} tally", lines.Length, took, isSame ? "the same alerts" : $"{expected.Except(told).Count()} lost, {told.Except(expected).Count()} extra");
        }
        return isWell;
    }

    private static void Feed(SimulatedLine[] lines)
    {
        using var world = new World(NoStory, Partitions);
        for (var i = 0; i < lines.Length; i++)
        {
            world.Feed(lines[i].Json.Span);
            if (i % AtATime == 0)
            {
                world.Settle();
            }
        }
        world.Complete();
    }

    private static (TimeSpan Time, TimeSpan Cores) Timed(Action work)
    {
        using var self = Process.GetCurrentProcess();
        var (since, before) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
        work();
        self.Refresh();
        return (Stopwatch.GetElapsedTime(since), self.TotalProcessorTime - before);
    }

    private static void Tell(string name, int lines, (TimeSpan Time, TimeSpan Cores) took, string verdict = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-12} {took.Time.TotalSeconds,6:0.0} s {lines / took.Time.TotalSeconds,9:N0} lines/s {took.Cores.TotalSeconds / took.Time.TotalSeconds,5:0.00} cores busy  {verdict}"));

    /// <summary>What reads the topic.</summary>
    private sealed class Fleet : IDisposable
    {
        private readonly World _world;
        private readonly JumpyClock _clock = new();
        private readonly List<Life> _tallies = [];
        private readonly List<Life> _others = [];

        public Fleet(World world, int tallies)
        {
            _world = world;
            if (tallies == 0)
            {
                _others.Add(Begin(new()));
                return;
            }
            _others.Add(Begin(new(Role.Report)));
            _others.Add(Begin(new(Role.Score)));
            for (var i = 0; i < tallies; i++)
            {
                _tallies.Add(Begin(new(Role.Tally)));
            }
            Require(() => _tallies.Sum(tally => tally.Progress.Partitions) == Partitions && _tallies.TrueForAll(tally => tally.Progress.Partitions > 0), "Not every tally has got its partitions.");
        }

        /// <summary>From the first line to when all but the latest panes are analysed.</summary>
        public void Read(SimulatedLine[] lines, TimeSpan behind)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                _world.Feed(lines[i].Json.Span);
                if (i % AtATime == 0 || i == lines.Length - 1)
                {
                    _world.Settle();
                    var due = lines[i].ObservedAt - (i == lines.Length - 1 ? LeastBehind : behind);
                    Require(() => due <= lines[0].ObservedAt + LeastBehind || _others[0].Progress.Reached >= due.ToUnixTimeMilliseconds(), "It does not go on.");
                }
            }
        }

        /// <summary>Completes the panes that are open.</summary>
        /// <returns>What was told.</returns>
        public string[] Finish(int revisions)
        {
            _world.Complete();
            var rest = _tallies.Count > 0 ? _tallies : _others;
            rest.ForEach(life => life.Dispose());
            rest.ForEach(life => life.ThrowIfFailed());
            using var last = Begin(new(_tallies.Count > 0 ? Role.Tally : Role.All, UntilDrained: true));
            rest.Clear();
            Require(() => last.HasEnded, "The last run has not come to the end.");
            last.ThrowIfFailed();
            Eventually.ComesTrue(() => _world.Alerts().Length >= revisions, TimeSpan.FromSeconds(20));
            return _world.Alerts();
        }

        public void Dispose()
        {
            foreach (var life in _tallies.Concat(_others))
            {
                life.Dispose();
            }
        }

        private Life Begin(RunOptions options) => new(_world.Kafka, _clock, options, None);

        private static void Require(Func<bool> condition, string otherwise)
        {
            if (!Eventually.ComesTrue(condition))
            {
                throw new InvalidOperationException(otherwise);
            }
        }
    }
}
