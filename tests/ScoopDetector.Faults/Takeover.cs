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
        foreach (var (protocol, session) in new[] { ("classic", 10), ("classic", 2), ("consumer", 10) })
        {
            foreach (var signal in new[] { Terminate, Kill })
            {
                var times = Enumerable.Range(1, runs).Select(story => Once(story, signal, protocol, session)).ToList();
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(signal == Kill ? "kill -9" : "SIGTERM")}, group.protocol {protocol}, Kafka:SessionTimeout {session} s: {Median(times.Select(time => time.All))} s from the end of the first scorer to the first pane of its standby, of which {Median(times.Select(time => time.Own))} s since the standby has claimed the topic (medians of {runs})"));
            }
        }
    }

    /// <returns>From the end of the first to the first pane of the standby, and what of that came after its claim.</returns>
    private static (TimeSpan All, TimeSpan Own) Once(int story, int signal, string protocol, int session)
    {
        using var world = new World(FaultStory.Of(story));
        using var tally = new Life(world.Kafka, TimeProvider.System, new(Role.Tally), world.Checkpoints);
        using var first = Scorer(world, "first", protocol, session);
        world.FeedTo(0.7);
        Eventually.ComesTrue(() => tally.Progress.IsDrained && IsSaved(world));
        using var standby = Scorer(world, "standby", protocol, session);
        try
        {
            Eventually.Passes(ToJoin);
            using var panes = PanesFromNowOn(world.Kafka);
            _ = kill(first.Id, signal);
            first.WaitForExit();
            var since = Stopwatch.GetTimestamp();
            world.FeedTo(0.8);
            var claimed = since;
            while (panes.Consume(CancellationToken.None) is { } message && Fence.IsClaim(message.Message.Headers, Fence.WholeTopic))
            {
                claimed = Stopwatch.GetTimestamp();
            }
            return (Stopwatch.GetElapsedTime(since), Stopwatch.GetElapsedTime(claimed));
        }
        finally
        {
            standby.Kill();
            standby.WaitForExit();
        }
    }

    private static string Median(IEnumerable<TimeSpan> times) => times.Order().ElementAt(times.Count() / 2).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>All parts that there are, in the latest checkpoint on the topic.</summary>
    private static bool IsSaved(World world)
    {
        var link = new BrokerLink("takeover", world.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
        var parts = new TopicTail(world.Kafka, world.Kafka.PanePartsTopic).Read(CancellationToken.None, last: 1).Select(message => message.Offset.Value + 1).FirstOrDefault();
        return parts > 0 && new CheckpointTopic(world.Kafka, "scoop-score", default, link, CancellationToken.None).Kept().FirstOrDefault()?.ReadTo == parts;
    }

    private static Process Scorer(World world, string folder, string protocol, int session) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            typeof(CommandLine).Assembly.Location, "run", "--role", "score", "--brokers", world.Kafka.BootstrapServers,
            "--set", $"Checkpoints:Folder={Path.Combine(world.Folder, folder)}", "--set", "Checkpoints:TopicEvery=00:00:01", "--set", $"Kafka:Properties:group.protocol={protocol}", "--set", string.Create(CultureInfo.InvariantCulture, $"Kafka:SessionTimeout=00:00:{session:00}"),
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
