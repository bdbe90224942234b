using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>Says why an event was missed, and what a wrong alert was really about.</summary>
internal static class VerdictWords
{
    public static string Why(Miss miss) => (miss.Reason switch
    {
        MissReason.NeverABurst => "never a burst: none of its posts was in anything that was weighed",
        MissReason.NoEventOfItsOwn => $"no event of its own: its posts were at most {Figure.Percent(miss.Share)} of the evidence of anything",
        MissReason.TooLate => "an event of its own only later than two hours after its first post",
        MissReason.TooFewVoices => $"too few voices: at most {miss.Voices} independent ones",
        MissReason.BelowTheBar => $"below the bar: {Figure.Share(miss.Score)} at best, of the {Figure.Share(miss.Bar)} needed",
        MissReason.HeldAsPart => "held on watch: taken to be a part of a story told shortly before",
        MissReason.ToldAsAnother => "told before, when its thread was about something else",
        _ => "unknown: what was weighed was not written down",
    }) + (miss.IsOnWatch ? " (on watch it was found)" : "");

    public static string Why(WrongAlert wrong) => wrong switch
    {
        { Thread.Verdict: Verdict.Attack or Verdict.NonNews } => $"{wrong.Thread.Event!.Kind}: {Figure.Percent(wrong.OwnedShare)} of the evidence",
        { Thread.Event: not null, Seconds: < 0 } => "before the first post of the event that it is about: an alert cannot know of it yet",
        { Thread.Event: not null, Seconds: var seconds } => $"too late: {Figure.Whole(seconds / 60)} minutes after the first post",
        { TalkShare: > .4, Owners: 0 } => "ordinary talk: nothing that was planted is in its evidence. The stream may hold news that its truth does not name",
        { TalkShare: > .4 } => $"mixed with ordinary talk: {Figure.Percent(wrong.TalkShare)} of the evidence belongs to nothing, {Figure.Percent(wrong.OwnedShare)} to one event",
        _ => $"several at once: {wrong.Owners} happenings, none with more than {Figure.Percent(wrong.OwnedShare)} of the evidence",
    };

    /// <summary>The same in two or three words.</summary>
    public static string Short(Miss miss) => miss.Reason switch
    {
        MissReason.NeverABurst => "never a burst",
        MissReason.NoEventOfItsOwn => "without an event of their own",
        MissReason.TooLate => "too late",
        MissReason.TooFewVoices => "with too few voices",
        MissReason.BelowTheBar => "below the bar",
        MissReason.HeldAsPart => "held as a part of another",
        MissReason.ToldAsAnother => "told as another",
        _ => "unknown",
    };

    public static string Short(WrongAlert wrong) => wrong switch
    {
        { Thread.Verdict: Verdict.Attack or Verdict.NonNews } => wrong.Thread.Event!.Kind,
        { Thread.Event: not null, Seconds: < 0 } => "too early",
        { Thread.Event: not null } => "too late",
        { TalkShare: > .4, Owners: 0 } => "ordinary talk",
        { TalkShare: > .4 } => "mixed with ordinary talk",
        _ => "several at once",
    };

    /// <summary>The three signs that spoke most for it.</summary>
    public static string Signs(WrongAlert wrong) => string.Join("; ", (wrong.Thread.Line.Why ?? [])
        .Where(reason => reason.Contribution > 0)
        .OrderByDescending(reason => reason.Contribution)
        .Take(3)
        .Select(reason => $"{reason.Feature} {Figure.Share(reason.Value)} (+{Figure.Share(reason.Contribution)})")
        .DefaultIfEmpty(Figure.None));
}
