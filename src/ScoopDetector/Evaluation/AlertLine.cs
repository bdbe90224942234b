using ScoopDetector.Alerts;

namespace ScoopDetector.Evaluation;

/// <summary>The part of a line of <c>alerts.jsonl</c> that decides its score. Other fields are ignored, so that alerts of
/// other detectors can be scored too.</summary>
public sealed record AlertLine
{
    public required string EventId { get; init; }

    /// <summary>Stream time at emission.</summary>
    public required DateTimeOffset AlertedAt { get; init; }

    /// <summary><c>watch</c> or <c>alert</c>; a line of any other level is never judged.</summary>
    public string? Level { get; init; }

    /// <summary>A line fires if it is <c>opened</c>, <c>updated</c>, or says nothing of its state.</summary>
    public string? State { get; init; }

    public string? Headline { get; init; }

    public IReadOnlyList<string>? Terms { get; init; }

    public IReadOnlyList<EvidencePost>? Evidence { get; init; }

    /// <summary>By which the detector ranks its alerts, the highest first; null for one that does not rank.</summary>
    public double? Newsworthiness { get; init; }

    /// <summary>What the detector says speaks for it.</summary>
    public IReadOnlyList<AlertReason>? Why { get; init; }

    /// <summary>Retracting, merging or closing shows an editor nothing new, and does not undo what was seen.</summary>
    internal bool Fires => State is null or "opened" or "updated";

    /// <summary>The distinct posts of the evidence: naming one twice does not make it weigh twice.</summary>
    internal HashSet<string> DistinctPosts() => [.. (Evidence ?? []).Select(post => post.PostId)];
}
