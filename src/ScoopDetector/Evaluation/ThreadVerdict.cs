namespace ScoopDetector.Evaluation;

/// <summary>A judged thread: the line by which it was judged, and the event meant, if any.</summary>
internal sealed record ThreadVerdict(Verdict Verdict, AlertLine Line, EventTruth? Event)
{
    /// <summary>Whether the thread is about news within its window, found for the first time or again.</summary>
    public bool IsAboutNews => Verdict is Verdict.TruePositive or Verdict.Duplicate;
}
