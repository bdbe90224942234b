namespace ScoopDetector.Evaluation;

/// <summary>An event as a detector weighed it at one moment, whether or not it told of it.</summary>
/// <remarks>From these, and only from these, it can be said what another bar would have told, and why an event was missed.</remarks>
internal sealed record WeighedLine
{
    /// <summary>How many of its posts an alert names.</summary>
    private const int MostEvidence = 50;

    public required string EventId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>In log-odds.</summary>
    public required double Score { get; init; }

    /// <summary>The score that an alert needed at that moment; null where it was not written down.</summary>
    public double? Bar { get; init; }

    /// <summary>Independent voices.</summary>
    public required int Voices { get; init; }

    /// <summary>Whether it still goes on; else it has closed or become part of another.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The event that it became part of.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The event told lately that it was taken to be a part of: it was no alert for that, whatever its score.</summary>
    public string? RelatedTo { get; init; }

    /// <summary>Its posts, in the order in which an alert would name them.</summary>
    public required IReadOnlyList<string> Posts { get; init; }

    /// <summary>The line by which a thread would be judged that began here.</summary>
    internal AlertLine AsAlert() => new()
    {
        EventId = EventId,
        AlertedAt = At,
        Level = "alert",
        Newsworthiness = 1 / (1 + Math.Exp(-Score)),
        Evidence = [.. Posts.Take(MostEvidence).Select(post => new EvidencePost { PostId = post })],
    };
}
