namespace ScoopDetector.Events;

/// <summary>What speaks for an event, in numbers.</summary>
public sealed record EventEvidence
{
    /// <summary>Posts that are about it.</summary>
    public required int Posts { get; init; }

    public required int Authors { get; init; }

    /// <summary>Authors that differ, with words that differ.</summary>
    public required int Independent { get; init; }

    /// <summary>Those of them who use at least two of its terms.</summary>
    public required int Coherent { get; init; }

    /// <summary>Terms that say different things: each is used by independent voices at a place of its own.</summary>
    public required int Concepts { get; init; }

    /// <summary>Mean number of different things of the event that an independent voice says.</summary>
    public required double Density { get; init; }

    /// <summary>The mean share of what an independent voice says, by information, that is about the event, 0 to 1.</summary>
    public required double Aboutness { get; init; }

    /// <summary>The mean information of what an independent voice says about the event, in bits.</summary>
    public required double BitsPerVoice { get; init; }

    /// <summary>The share of independent voices that use one of its words as a name.</summary>
    public required double NamedShare { get; init; }

    /// <summary>The share of independent voices that have one run of three words in common.</summary>
    public required double TemplateShare { get; init; }

    /// <summary>The share of independent voices of the last ten minutes.</summary>
    public required double RecentShare { get; init; }

    /// <summary>How alike its words have been to those of the most alike older event, 0 to 1: it may be a part of that story.</summary>
    public required double Kinship { get; init; }

    /// <summary>-log10 of the probability of its most surprising burst.</summary>
    public required double Surprise { get; init; }

    /// <summary>The same for the second concept.</summary>
    public required double SecondSurprise { get; init; }

    /// <summary>Expected voices of the leading burst in its window.</summary>
    public required double Usual { get; init; }

    /// <summary>Share of posts that repeat others.</summary>
    public required double RepostShare { get; init; }

    public required double LinkShare { get; init; }

    public required double ReplyShare { get; init; }

    /// <summary>Share of independent voices that read like eyewitnesses.</summary>
    public required double EyewitnessShare { get; init; }

    /// <summary>Share of the posts that the most repeated origin makes up.</summary>
    public required double TopOriginShare { get; init; }

    /// <summary>Posts a minute since the first, at least over one minute.</summary>
    public required double PerMinute { get; init; }
}
