namespace ScoopDetector.Simulation.Scripts;

/// <summary>Who posts when; the text is written once its time has come.</summary>
/// <param name="Author">Number of the account in the <see cref="Crowd"/>.</param>
/// <param name="CreatedMs">When it is written, in milliseconds since 1970.</param>
/// <param name="ObservedMs">When it arrives.</param>
internal readonly record struct PlannedPost(long Author, long CreatedMs, long ObservedMs)
{
    /// <summary>What the script wants to remember of this post, such as the moment of a show; -1 for nothing.</summary>
    public int Beat { get; init; } = -1;

    /// <summary>When its author deletes it; null for never.</summary>
    public long? DeletedMs { get; init; }
}
