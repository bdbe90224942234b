using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Runs;

/// <summary>What a replay did, in figures: <c>summary.json</c>.</summary>
/// <remarks>Lines are posts, withdrawals and those dropped before a partition saw them; posts that are late, doubled or withdrawn are told among the drops too.</remarks>
internal sealed record RunSummary
{
    public required IReadOnlyList<string> Files { get; init; }

    public required long Lines { get; init; }

    public required long Posts { get; init; }

    public required long Withdrawals { get; init; }

    /// <summary>By reason, zeros included.</summary>
    public required IReadOnlyDictionary<string, long> Drops { get; init; }

    public required string? FirstPostAt { get; init; }

    public required string? LastPostAt { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required double PostsPerSecond { get; init; }

    public required long PeakMemoryMB { get; init; }

    public required int Partitions { get; init; }

    public required string Speed { get; init; }

    /// <summary>Lines of alerts.jsonl by level and state.</summary>
    public required IReadOnlyDictionary<string, int> Alerts { get; init; }

    /// <summary>Events that reached the level.</summary>
    public required IReadOnlyDictionary<string, int> Threads { get; init; }

    public required double AlertThreadsPerDay { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required ScoopOptions Options { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RunSummaryJson.Default.RunSummary);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class RunSummaryJson : JsonSerializerContext;
