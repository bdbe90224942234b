using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Events;

/// <summary>How bursting terms become events, and how events are followed.</summary>
public sealed record EventOptions
{
    /// <summary>How long a burst counts after it was last seen. Default 30 min: in a slow rise the next voice may take that long.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "06:00:00")]
    public TimeSpan BurstLasts { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The least number of independent voices that two terms must share to be linked. Default 2.</summary>
    [Range(1, 50)]
    public int MinShared { get; init; } = 2;

    /// <summary>How closely two terms must go together: the voices that they share over the geometric mean of the voices of each. Default 0.25.</summary>
    [Range(0.01, 1.0)]
    public double MinAffinity { get; init; } = 0.25;

    /// <summary>How much of a community's voices must belong to a known event for it to be that event. Default 0.4.</summary>
    [Range(0.01, 1.0)]
    public double SameEvent { get; init; } = 0.4;

    /// <summary>How much of the smaller event's voices two events must share to be one. Default 0.5.</summary>
    [Range(0.05, 1.0)]
    public double MergeEvents { get; init; } = 0.5;

    /// <summary>An event closes when nobody has joined it for so long. Default 45 min: what comes after is a new story, even on the same matter.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>How many posts of an event are kept, the earliest and the latest of independent voices first. Default 400.</summary>
    [Range(50, 10_000)]
    public int MaxMembers { get; init; } = 400;
}
