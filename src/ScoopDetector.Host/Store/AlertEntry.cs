using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Store;

/// <summary>What the newsroom knows of one event: its latest revision, and what editors have done with it.</summary>
/// <param name="Change">Number of the latest change to it, be it a revision or an act. Numbers rise over all events, so they say who has missed what.</param>
/// <param name="Raised">Number of the change that opened it or raised its level: the order of the desk, which a mere update does not disturb.</param>
/// <param name="OpenedAt">Stream time of the first revision that was seen.</param>
/// <param name="RaisedAt">Stream time at which it came to its level.</param>
/// <param name="Handling">What editors have done with it.</param>
/// <param name="Alert">Its latest revision.</param>
/// <param name="RetractedAt">Stream time at which it was retracted, also if it has ended since; null if it never was, or was told anew.</param>
public sealed record AlertEntry(long Change, long Raised, string OpenedAt, string RaisedAt, Handling Handling, Alert Alert, string? RetractedAt = null)
{
    /// <summary>The latest change opened it or raised its level: a reader wants to know at once.</summary>
    public bool IsNews => Raised == Change;
}
