namespace ScoopDetector.Events;

/// <summary>What speaks for an event, in numbers.</summary>
public sealed record EventEvidence
{
    /// <summary>Posts that are about it.</summary>
    public required int Posts { get; init; }

    public required int Authors { get; init; }

    /// <summary>Authors that differ, with words that differ.</summary>
    public required int Independent { get; init; }

    /// <summary>Mean number of different things of the event that an independent voice says.</summary>
    public required double Things { get; init; }

    /// <summary>How much two of its voices have in common, in bits: the mean over all pairs of the information of the event's terms that both use.</summary>
    public required double CommonBits { get; init; }

    /// <summary>The mean share of what an independent voice says, by information, that is about the event, 0 to 1.</summary>
    public required double Aboutness { get; init; }

    /// <summary>The share of independent voices that use one of its words as a name.</summary>
    public required double NamedShare { get; init; }

    /// <summary>The share of independent voices that read like eyewitnesses, or like small talk: short, in the first person, without a link.</summary>
    public required double FirstPersonShare { get; init; }

    /// <summary>The share of independent voices with a word of alarm: earthquake, evacuated, missing.</summary>
    public required double AlarmShare { get; init; }

    /// <summary>-log10 of the probability of its most surprising burst.</summary>
    public required double Surprise { get; init; }

    /// <summary>The same of the second of its terms that say different things; 0 if there is none.</summary>
    public required double SecondSurprise { get; init; }

    /// <summary>Expected voices of the leading burst in its window.</summary>
    public required double Usual { get; init; }

    /// <summary>How often one of its three leading terms has burst before: a meme comes back again and again.</summary>
    public required double Earlier { get; init; }

    /// <summary>Share of posts that repeat others.</summary>
    public required double RepostShare { get; init; }

    public required double LinkShare { get; init; }

    /// <summary>Share of the posts that the most repeated origin makes up.</summary>
    public required double TopOriginShare { get; init; }

    /// <summary>Minutes since the first post.</summary>
    public required double Minutes { get; init; }

    /// <summary>Posts a minute since the first, at least over one minute.</summary>
    public double PerMinute => Posts / Math.Max(1, Minutes);
}
