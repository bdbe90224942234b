namespace ScoopDetector.Host.Store;

/// <summary>What an editor wants to do; once it is done and noted it is an <see cref="Act"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="EventId">On which event; none for a mute.</param>
/// <param name="Reason">Of a dismissal.</param>
/// <param name="Text">Of a note; of a splitting off what the other story is; of a verdict the headline's words, which the desk fills in.</param>
/// <param name="Term">Of a mute.</param>
/// <param name="Hours">Of a mute: 1, 8 or 24.</param>
/// <param name="Into">Of a merge: the event that goes on; of a verdict: the key of the headline.</param>
/// <param name="Posts">Of a splitting off: the posts in evidence that are another story.</param>
public sealed record Deed(
    ActKind Kind, string? EventId = null, DismissReason? Reason = null, string? Text = null, string? Term = null, int? Hours = null, string? Into = null, IReadOnlyList<string>? Posts = null)
{
    public const int LongestText = 2000;
    public const int LongestHeadline = 300;
    public const int MostPosts = 50;

    public static IReadOnlyList<int> MuteHours { get; } = [1, 8, 24];

    /// <summary>It says whether a headline is about the event.</summary>
    public bool IsVerdict => Kind is ActKind.Confirm or ActKind.Refuse;

    /// <summary>What is wrong with it, by the name of the field; empty if nothing is.</summary>
    public IEnumerable<(string Field, string Fault)> Faults()
    {
        if ((Kind == ActKind.Mute) == (EventId is not null))
        {
            yield return ("eventId", Kind == ActKind.Mute ? $"is '{EventId}': a mute is about a term, and has none." : "is missing: name the event.");
        }
        if (Kind == ActKind.Dismiss && Reason is null)
        {
            yield return ("reason", "is missing: it must be spam, known, entertainment, old or wrong.");
        }
        if (IsVerdict && string.IsNullOrEmpty(Into))
        {
            yield return ("into", "is missing: it must be the key of a headline, as /api/v1/alerts/{eventId}/headlines has it.");
        }
        if (Kind == ActKind.Note && (string.IsNullOrWhiteSpace(Text) || Text.Length > LongestText))
        {
            yield return ("text", $"has {Text?.Length ?? 0} characters: it must have 1 to {LongestText}.");
        }
        if (Kind == ActKind.SplitOff && (string.IsNullOrWhiteSpace(Text) || Text.Length > LongestHeadline))
        {
            yield return ("text", $"has {Text?.Length ?? 0} characters: it must say what the other story is, in 1 to {LongestHeadline}.");
        }
        if (Kind == ActKind.SplitOff && Posts is not { Count: > 0 })
        {
            yield return ("posts", "is missing: name the posts in evidence that are another story.");
        }
        if (Kind == ActKind.Mute && (string.IsNullOrWhiteSpace(Term) || Term.Length > 200))
        {
            yield return ("term", $"has {Term?.Length ?? 0} characters: it must have 1 to 200.");
        }
        if (Kind == ActKind.Mute && !MuteHours.Contains(Hours ?? 0))
        {
            yield return ("hours", $"is {(Hours is { } hours ? $"'{hours}'" : "missing")}: it must be 1, 8 or 24.");
        }
        if (Kind == ActKind.Merge && (string.IsNullOrEmpty(Into) || Into == EventId))
        {
            yield return ("into", $"is {(Into is null ? "missing" : $"'{Into}'")}: it must be the id of another event.");
        }
    }
}
