namespace ScoopDetector.News;

/// <summary>A headline that is about an event, or may be.</summary>
/// <param name="Headline">Which.</param>
/// <param name="Alike">How much of what it says the event's people say too, 0 to 1.</param>
/// <param name="Score">What that is worth at the distance of the headline from the time in which people spoke of the event: the same if there is none.</param>
/// <param name="Standing">What that comes to, or what an editor has said.</param>
public sealed record Mention(Headline Headline, double Alike, double Score, MentionStanding Standing)
{
    /// <summary>It is taken to be about the event.</summary>
    public bool Counts => Standing is MentionStanding.Match or MentionStanding.Confirmed;
}

public enum MentionStanding
{
    /// <summary>Enough alike to count.</summary>
    Match,

    /// <summary>An editor is to say.</summary>
    Maybe,

    /// <summary>Enough alike, but hours away from when people spoke of the event: it may be about another of its kind. An editor is to say, and until then no lead is claimed that it would take away.</summary>
    OtherTime,

    /// <summary>An editor says that it is about the event.</summary>
    Confirmed,

    /// <summary>An editor says that it is not.</summary>
    Refused,
}
