namespace ScoopDetector.Host.Store;

/// <summary>How an event stands with the editors: all acts on it that were not undone, summed up.</summary>
/// <param name="ClaimedBy">Whoever has taken it on; null while nobody has.</param>
/// <param name="Dismissed">Why it is no news; null while nobody has said so.</param>
/// <param name="DismissedBy">Who said so.</param>
/// <param name="IsWatched">An editor wants to hear of every turn of it.</param>
/// <param name="MergedInto">The event that an editor has put it to.</param>
/// <param name="IsSplit">An editor has parted it from the event that the detector put it to.</param>
/// <param name="Notes">How many notes there are.</param>
/// <param name="SplitFrom">The event that an editor has split it off; null if the detector found it.</param>
/// <param name="SplitOff">How many of its posts an editor has said to be another story. They are no longer among its evidence.</param>
public sealed record Handling(
    string? ClaimedBy, DismissReason? Dismissed, string? DismissedBy, bool IsWatched, string? MergedInto, bool IsSplit, int Notes, string? SplitFrom = null, int SplitOff = 0)
{
    public static Handling None { get; } = new(null, null, null, false, null, false, 0);

    /// <param name="acts">In the order in which they were done.</param>
    public static Handling Of(IEnumerable<Act> acts) => acts.Where(act => !act.IsUndone).Aggregate(None, (now, act) => now.After(act));

    private Handling After(Act act) => act.Kind switch
    {
        ActKind.Claim => this with { ClaimedBy = act.By },
        ActKind.Release => this with { ClaimedBy = null },
        ActKind.Dismiss => this with { Dismissed = act.Reason, DismissedBy = act.By },
        ActKind.Restore => this with { Dismissed = null, DismissedBy = null },
        ActKind.Watch => this with { IsWatched = true },
        ActKind.Unwatch => this with { IsWatched = false },
        ActKind.Merge => this with { MergedInto = act.Into, IsSplit = false },
        ActKind.Split => this with { MergedInto = null, IsSplit = true },
        ActKind.Note => this with { Notes = Notes + 1 },
        ActKind.SplitOff => this with { SplitOff = SplitOff + (act.Posts?.Count ?? 0) },
        _ => this,
    };
}
