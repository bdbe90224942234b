using ScoopDetector.Bursts;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>A cluster of bursts that the same people use in the same posts, as it stands after one pane.</summary>
public sealed record CandidateEvent
{
    /// <summary>Derived from the first pane and the core term, so that every run gives the event the same id.</summary>
    public required string Id { get; init; }

    public required EventPhase Phase { get; init; }

    /// <summary>The event that this one is part of, once merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The pane after which it stands so.</summary>
    public required Pane Pane { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<Member> Members { get; init; }

    /// <summary>The bursts that make it up, the most telling first.</summary>
    public required IReadOnlyList<Burst> Bursts { get; init; }

    public required EventEvidence Evidence { get; init; }

    /// <summary>The open events that share words with this one, by their ids, though not enough to be one with it.</summary>
    public IReadOnlyList<string> Akin { get; init; } = [];

    /// <summary>How many of its posts were withdrawn.</summary>
    public required int Withdrawn { get; init; }

    /// <summary>How many of its posts turned out to be about something else, and went into an event of their own.</summary>
    public int Released { get; init; }
}
