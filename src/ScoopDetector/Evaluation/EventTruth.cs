namespace ScoopDetector.Evaluation;

/// <summary>One injected event of a benchmark stream as <c>truth.json</c> tells it: news, or a nuisance that only looks like it.</summary>
public sealed record EventTruth
{
    /// <summary>How long after its first post an event can still be found, in seconds, both ends included.</summary>
    internal const double WindowSeconds = 2 * 3600.0;

    public required string Id { get; init; }

    /// <summary>What happened: the kind of crisis, <c>meme</c>, <c>show</c>, or a manipulation as <c>attack-…</c>.</summary>
    public required string Kind { get; init; }

    public required bool Newsworthy { get; init; }

    /// <summary>When the first post arrived, in event time.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the fifth distinct author arrived: the earliest moment at which five independent voices could be known.
    /// Null where fewer than five spoke.</summary>
    public required DateTimeOffset? FifthAuthorAt { get; init; }

    /// <summary>Posts injected.</summary>
    public required int Size { get; init; }

    public required IReadOnlyList<string> Keywords { get; init; }

    public required IReadOnlyList<string> PostIds { get; init; }

    internal bool IsAttack => Kind.StartsWith("attack", StringComparison.Ordinal);

    /// <summary>Whether an alert at <paramref name="at"/> (seconds since the epoch) can still find the event.</summary>
    internal bool IsLiveAt(double at) => FirstAt.EpochSeconds <= at && at <= FirstAt.EpochSeconds + WindowSeconds;
}
