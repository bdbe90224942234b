using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;
using ScoopDetector.News;

namespace ScoopDetector.Host.Desk;

/// <summary>The acts of the desk, as the buttons and the keys do them, with the words that tell it. Each says whether it was done: what was refused, or could not be kept, is to be asked again.</summary>
internal static class EventActs
{
    /// <summary>The story that it has become a part of, by an editor or by the detector; null if it stands for itself.</summary>
    public static string? Whole(AlertEntry entry) => entry.Handling.MergedInto ?? (entry.Alert.State == AlertState.Merged && !entry.Handling.IsSplit ? entry.Alert.MergedInto : null);

    public static bool IsMerged(AlertEntry entry) => entry.Handling.MergedInto is not null || (entry.Alert.State == AlertState.Merged && !entry.Handling.IsSplit);

    /// <summary>It needs no more than a line of the screen.</summary>
    public static bool IsPutAway(AlertEntry entry) => entry.Handling.Dismissed is not null || IsMerged(entry);

    public static bool Claim(Session session, AlertEntry entry)
    {
        var isMine = session.Has(entry);
        return session.Do(On(isMine ? ActKind.Release : ActKind.Claim, entry), isMine ? "Given back." : "Yours.");
    }

    public static bool Dismiss(Session session, AlertEntry entry, DismissReason reason) =>
        session.Do(On(ActKind.Dismiss, entry) with { Reason = reason }, $"Dismissed as {reason.ToString().ToLowerInvariant()}.");

    public static bool Restore(Session session, AlertEntry entry) => session.Do(On(ActKind.Restore, entry), "Brought back.");

    public static bool Watch(Session session, AlertEntry entry) =>
        session.Do(On(entry.Handling.IsWatched ? ActKind.Unwatch : ActKind.Watch, entry), entry.Handling.IsWatched ? "No longer watched." : "Watched.");

    public static bool Note(Session session, AlertEntry entry, string text) => session.Do(On(ActKind.Note, entry) with { Text = text.Trim() }, "Noted.");

    public static bool Mute(Session session, string term, int hours) => session.Do(new(ActKind.Mute, Term: term, Hours: hours), $"“{term}” is muted for {hours} h.");

    public static bool Merge(Session session, AlertEntry entry, string into) => session.Do(On(ActKind.Merge, entry) with { Into = into }, "Merged.");

    public static bool Split(Session session, AlertEntry entry) => session.Do(On(ActKind.Split, entry), "Parted: a story of its own again.");

    /// <param name="posts">Those that are another story.</param>
    /// <param name="what">Which.</param>
    public static bool SplitOff(Session session, AlertEntry entry, IReadOnlyList<string> posts, string what) =>
        session.Do(On(ActKind.SplitOff, entry) with { Posts = posts, Text = what.Trim() }, $"{Shown.Plural(posts.Count, "post")} split off.");

    /// <summary>Says whether a headline is about the event.</summary>
    public static bool Judge(Session session, AlertEntry entry, Headline headline, bool isAbout) => session.Do(
        On(isAbout ? ActKind.Confirm : ActKind.Refuse, entry) with { Into = headline.Key }, isAbout ? "It is about this event." : "It is not about this event.");

    /// <summary>The mute that an event falls under; null if none.</summary>
    public static Act? MuteOf(AlertEntry entry, IReadOnlyList<Act> mutes) =>
        mutes.FirstOrDefault(mute => entry.Alert.Terms.Contains(mute.Term!, StringComparer.OrdinalIgnoreCase));

    private static Deed On(ActKind kind, AlertEntry entry) => new(kind, entry.Alert.EventId);
}
