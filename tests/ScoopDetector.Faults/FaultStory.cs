using System.Collections.Concurrent;
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
    public static IReadOnlyList<string> Replay(byte[][] lines) => Undisturbed.Of(lines.Select(line => (ReadOnlyMemory<byte>)line)).Alerts;
}
