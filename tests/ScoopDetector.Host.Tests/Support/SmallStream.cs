using ScoopDetector.Simulation;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>A quarter of an hour of a simulated firehose, with deletes, repeats, garbled lines and enough of a story for some alerts.</summary>
internal static class SmallStream
{
    /// <summary>Settings under which so short a stream raises alerts.</summary>
    public static readonly string[] Settings = ["--set", "Bursts:LearnFor=00:02:00"];

    public static IReadOnlyList<byte[]> Lines { get; } = [.. new Firehose(new()
    {
        Seed = 11,
        Hours = 0.3,
        PostsPerSecond = 2,
        Warmup = TimeSpan.FromMinutes(3),
        EventsPerHour = 20,
        LargestEvent = 120,
    }).Select(line => line.Json.ToArray())];

    public static byte[] Bytes(int first = 0, int count = int.MaxValue) => [.. Lines.Skip(first).Take(count).SelectMany(line => line.Append((byte)'\n'))];
}
