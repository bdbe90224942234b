using System.Collections.Concurrent;
using System.Reactive.Subjects;
using System.Text;
using ScoopDetector.Alerts;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;

namespace ScoopDetector.Faults;

/// <summary>A simulated stream of little more than an hour with some events in it, and what an undisturbed replay tells of it.</summary>
/// <param name="Lines">Posts, withdrawals, and what is neither.</param>
/// <param name="Alerts">As lines of alerts.jsonl.</param>
internal sealed record FaultStory(byte[][] Lines, string[] Alerts)
{
    private static readonly ConcurrentDictionary<int, Lazy<FaultStory>> Told = new();

    public static FaultStory Of(int number) => Told.GetOrAdd(number, static number => new(() => Tell(number))).Value;

    private static FaultStory Tell(int number)
    {
        var simulation = new SimulationOptions
        {
            Seed = (ulong)number,
            // Yesterday: a desk sends out no alerts of another season.
            Start = new(DateTime.UtcNow.Date.AddDays(-1).AddHours(8), TimeSpan.Zero),
            Hours = 1,
            Warmup = TimeSpan.FromMinutes(20),
            PostsPerSecond = 2.5,
            EventsPerHour = 15,
            SmallestEvent = 25,
            LargestEvent = 150,
            RepeatShare = 0.05,
        };
        byte[][] lines = [.. new Firehose(simulation).Select(line => line.Json.ToArray())];
        return new(lines, [.. Replay(lines)]);
    }

    /// <summary>What is told of these lines when nothing happens.</summary>
    public static List<string> Replay(byte[][] lines)
    {
        var (options, drops, alerts, posts) = (new ScoopOptions(), new DropCounts(), new List<string>(), new Subject<PostBatch>());
        using var running = new ScoopPipeline(options, TimeProvider.System, drops).Detect(posts, 1).Subscribe(alert => alerts.Add(Encoding.UTF8.GetString(AlertJson.Write(alert))));
        var intake = new PostIntake(options.Read, options.Tally, 1, TimeProvider.System, drops);
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
        return alerts;
    }
}
