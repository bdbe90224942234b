using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary>The figures of a detector at one level. A figure is null where there is nothing to divide by.</summary>
/// <remarks>Its JSON has the names and the shape of the reference scorer's, so that the two can be compared by machine.</remarks>
public sealed record ScoreCard
{
    public required ScoredLevel Level { get; init; }

    public required MatchBy Matching { get; init; }

    /// <summary>Newsworthy events of the stream.</summary>
    public required int Events { get; init; }

    /// <summary>Judged threads; the sum of the five counts that follow.</summary>
    public required int Threads { get; init; }

    public required int TruePositives { get; init; }

    public required int Duplicates { get; init; }

    public required int False { get; init; }

    public required int NonNews { get; init; }

    public required int Attacks { get; init; }

    /// <summary>The non-news and the attacks by kind of nuisance, in order of name.</summary>
    public required IReadOnlyDictionary<string, int> ByKind { get; init; }

    /// <summary>The share of the events that were found: <c>all</c>, then by size in posts.</summary>
    public required IReadOnlyDictionary<string, double?> Recall { get; init; }

    /// <summary>Bootstrapped over events.</summary>
    [JsonPropertyName("recall_ci")]
    public required ShareInterval? RecallInterval { get; init; }

    /// <summary>True positives among all threads but duplicates.</summary>
    public required double? Precision { get; init; }

    /// <summary>Bootstrapped over threads.</summary>
    [JsonPropertyName("precision_ci")]
    public required ShareInterval? PrecisionInterval { get; init; }

    /// <summary>Duplicates among the threads about news.</summary>
    public required double? DuplicateShare { get; init; }

    public required double AlertsPerDay { get; init; }

    public required double FalsePerDay { get; init; }

    public required double FalsePerMillionPosts { get; init; }

    /// <summary>Seconds from an event's first post to the alert that found it.</summary>
    [JsonPropertyName("delay_s")]
    public required Quantiles DelaySeconds { get; init; }

    /// <summary>Seconds from an event's fifth author to the alert that found it; negative for a detector that needs fewer.</summary>
    [JsonPropertyName("excess_delay_s")]
    public required Quantiles ExcessDelaySeconds { get; init; }

    /// <summary>Threads per event found: 1 is best.</summary>
    public required double? Fragmentation { get; init; }

    /// <summary>Events of which a thread about news holds evidence: 1 is best.</summary>
    public required double? EventsPerThread { get; init; }

    /// <summary>The share of the evidence of threads about news that is about something else: 0 is best.</summary>
    public required double? ForeignEvidence { get; init; }

    /// <summary>Ids of the newsworthy events that nobody found, in order.</summary>
    public required IReadOnlyList<string> Missed { get; init; }
}
