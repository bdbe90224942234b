using System.Reactive.Subjects;
using System.Text;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>A simulated hour with some events in it, and the alerts that a replay of it gives: what every way through Kafka must give as well.</summary>
internal static class Story
{
    private static readonly Lazy<byte[][]> OnceLines = new(Simulate);
    private static readonly Lazy<string[]> OnceAlerts = new(Replay);

    public static byte[][] Lines => OnceLines.Value;

    /// <summary>As lines of alerts.jsonl.</summary>
    public static string[] Alerts => OnceAlerts.Value;

    private static byte[][] Simulate() =>
    [
        .. new Firehose(new() { Hours = 1, Warmup = TimeSpan.FromMinutes(20), PostsPerSecond = 2.5, EventsPerHour = 15, SmallestEvent = 25, LargestEvent = 150, RepeatShare = 0.05 })
            .Select(line => line.Json.ToArray()),
    ];

    private static string[] Replay()
    {
        var (options, drops, alerts, posts) = (new ScoopOptions(), new DropCounts(), new List<string>(), new Subject<PostBatch>());
        new ScoopPipeline(options, TimeProvider.System, drops).Detect(posts, 1).Subscribe(alert => alerts.Add(Encoding.UTF8.GetString(AlertJson.Write(alert))));
        var intake = new PostIntake(options.Read, options.Tally, 1, TimeProvider.System, drops);
        foreach (var line in Lines)
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
        return [.. alerts];
    }
}
