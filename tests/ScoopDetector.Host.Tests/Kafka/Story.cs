using ScoopDetector.Faults;
using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>A simulated hour with some events in it, and the alerts that a replay of it gives: what every way through Kafka must give as well.</summary>
internal static class Story
{
    private static readonly Lazy<byte[][]> OnceLines = new(Simulate);
    private static readonly Lazy<string[]> OnceAlerts = new(static () => [.. FaultStory.Replay(Lines)]);

    public static byte[][] Lines => OnceLines.Value;

    /// <summary>As lines of alerts.jsonl.</summary>
    public static string[] Alerts => OnceAlerts.Value;

    private static byte[][] Simulate() =>
    [
        .. new Firehose(new() { Hours = 1, Warmup = TimeSpan.FromMinutes(20), PostsPerSecond = 2.5, EventsPerHour = 15, SmallestEvent = 25, LargestEvent = 150, RepeatShare = 0.05 })
            .Select((line, i) => OnNetwork(line.Json.ToArray(), i)),
    ];

    /// <summary>Some say where they were written, so that every way has to carry it.</summary>
    private static byte[] OnNetwork(byte[] line, int i) => i % 3 == 0 || !line.AsSpan().StartsWith("{\"id\""u8) ? line : [.. i % 3 == 1 ? "{\"network\":\"nostr\","u8 : "{\"network\":\"x\","u8, .. line.AsSpan(1)];
}
