using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Faults;

/// <summary>How long nothing is told when a scorer ends and its standby, a process with a folder of its own, goes on from the topic of checkpoints.</summary>
internal static class Takeover
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>A standby shows nowhere that it is in the group; a process is by then.</summary>
    private static readonly TimeSpan ToJoin = TimeSpan.FromSeconds(8);

    public static void Measure(int runs, TextWriter output)
    {
        foreach (var (name, signal) in new[] { ("SIGTERM", Terminate), ("kill -9", Kill) })
        {
            var times = Enumerable.Range(1, runs).Select(story => Once(story, signal).TotalSeconds).Order().ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {times[times.Count / 2]:0.0} s in the median of {runs}, {times[0]:0.0} to {times[^1]:0.0} s, from the end of the first scorer to the first pane of the standby"));
        }
    }

    private static TimeSpan Once(int story, int signal)
    {
        using var world = new World(FaultStory.Of(story));
        using var tally = new Life(world.Kafka, TimeProvider.System, new(Role.Tally), world.Checkpoints);
        using var first = Scorer(world, "first");
        world.FeedTo(0.7);
        Eventually.Holds(() => tally.Progress.IsDrained && IsSaved(world));
        using var standby = Scorer(world, "standby");
        try
        {
            Eventually.Passes(ToJoin);
            using var panes = PanesFromNowOn(world.Kafka);
            _ = kill(first.Id, signal);
            first.WaitForExit();
            var since = Stopwatch.GetTimestamp();
            world.FeedTo(0.8);
            while (panes.Consume(CancellationToken.None) is { } message && Fence.IsClaim(message.Message.Headers, Fence.WholeTopic))
            {
                // Who has claimed the topic has told nothing yet.
            }
            return Stopwatch.GetElapsedTime(since);
        }
        finally
        {
            standby.Kill();
            standby.WaitForExit();
        }
    }

    /// <summary>All parts that there are, in the latest checkpoint on the topic.</summary>
    private static bool IsSaved(World world)
    {
        var link = new BrokerLink("takeover", world.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
        var parts = new TopicTail(world.Kafka, world.Kafka.PanePartsTopic).Read(CancellationToken.None, last: 1).Select(message => message.Offset.Value + 1).FirstOrDefault();
        return parts > 0 && new CheckpointTopic(world.Kafka, "scoop-score", default, link, CancellationToken.None).Kept().FirstOrDefault()?.ReadTo == parts;
    }

    private static Process Scorer(World world, string folder) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            typeof(CommandLine).Assembly.Location, "run", "--role", "score", "--brokers", world.Kafka.BootstrapServers,
            "--set", $"Checkpoints:Folder={Path.Combine(world.Folder, folder)}", "--set", "Checkpoints:TopicEvery=00:00:01",
        ])
    { UseShellExecute = false })!;

    private static IConsumer<Ignore, Ignore> PanesFromNowOn(KafkaOptions kafka)
    {
        var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = kafka.BootstrapServers, GroupId = "takeover" }).SetLogHandler((_, _) => { }).Build();
        var end = consumer.QueryWatermarkOffsets(new(kafka.BurstsTopic, 0), TimeSpan.FromSeconds(10)).High;
        consumer.Assign(new TopicPartitionOffset(kafka.BurstsTopic, 0, end));
        return consumer;
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
