namespace ScoopDetector.Evaluation;

/// <summary>A judged thread: the line by which it was judged, and the event meant, if any.</summary>
internal sealed record ThreadVerdict(Verdict Verdict, AlertLine Line, EventTruth? Event)
{
    /// <summary>Whether the thread is about news within its window, found for the first time or again.</summary>
    public bool IsAboutNews => Verdict is Verdict.TruePositive or Verdict.Duplicate;

    /// <summary>Whether an editor was told what was no news, or too late.</summary>
    public bool IsWrong => !IsAboutNews;

    public double? SecondsAfter(DateTimeOffset? since) => Line.AlertedAt.EpochSeconds - since?.EpochSeconds;
}
