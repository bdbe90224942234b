namespace ScoopDetector.News;

/// <summary>One event of the ledger: how far it was ahead of the news, or behind.</summary>
/// <param name="EventId">The event.</param>
/// <param name="FirstPostAt">Its first post.</param>
/// <param name="WatchAt">When it was first told, at whatever level.</param>
/// <param name="AlertAt">When the newsroom was alerted: from here the lead is counted.</param>
/// <param name="HeadlineAt">When the public could first read about it; null if it could not within the time that was waited.</param>
/// <param name="Source">Of that headline.</param>
/// <param name="HeadlineId">Of that headline.</param>
/// <param name="Seconds">From alert to headline, negative where the news was first. Without a headline: for how long there was none, and it may have come later.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record Lead(string EventId, string FirstPostAt, string WatchAt, string AlertAt, string? HeadlineAt, string? Source, string? HeadlineId, double Seconds, LeadOutcome Outcome)
{
    /// <summary>It is only known that the lead is at least this long.</summary>
    public bool IsCensored => Outcome == LeadOutcome.NeverCovered;

    /// <summary>It is known how far one was ahead of the other.</summary>
    public bool IsTimed => Outcome is LeadOutcome.Earlier or LeadOutcome.Tied or LeadOutcome.Later;
}

public enum LeadOutcome
{
    Earlier,
    Tied,
    Later,
    NeverCovered,

    /// <summary>An index of the news has it, which does not know since when.</summary>
    Indexed,

    /// <summary>The news has something alike, hours away from when people spoke of the event: if it is about the event, it was not earlier, or not never covered. Nobody has said so yet.</summary>
    Unsettled,
}
