using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Events;

/// <summary>How bursting terms become events, and how events are followed.</summary>
public sealed record EventOptions
{
    /// <summary>How long a burst counts after it was last told. Default 30 min: in a slow rise the next voice may take that long.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "06:00:00")]
    public TimeSpan BurstLasts { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The least number of independent voices that two terms must share to be linked. Default 2.</summary>
    [Range(1, 50)]
    public int MinShared { get; init; } = 2;

    /// <summary>How closely two terms must go together: the voices that they share over the geometric mean of the voices of each. Default 0.25.</summary>
    [Range(0.01, 1.0)]
    public double MinAffinity { get; init; } = 0.25;

    /// <summary>How alike the words of a community and of a known event must be for it to be that event: the cosine of their profiles. Default 0.15.</summary>
    [Range(0.01, 1.0)]
    public double SameWords { get; init; } = 0.15;

    /// <summary>Or how alike to what the event's latest posts say. Default 0.3: more, or a long story would drift into the next one word by word.</summary>
    [Range(0.01, 1.0)]
    public double SameWordsNow { get; init; } = 0.3;

    /// <summary>How alike the words of two events must be for them to be one. Default 0.4.</summary>
    [Range(0.05, 1.0)]
    public double MergeWords { get; init; } = 0.4;

    /// <summary>And for the one to be a part of the other, perhaps. Default 0.03: hardly more than a word.</summary>
    [Range(0.001, 1.0)]
    public double AkinWords { get; init; } = 0.03;

    /// <summary>An event closes when nobody has joined it for so long. Default 45 min: what comes after is a new story, even on the same matter.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>And it closes when so few have joined in that time: as a share of the most that ever did. Default 0.05: a twentieth is what people say of a story whose news is over. If it rises again, that is a turn of the story, and told anew.</summary>
    [Range(0.0, 0.9)]
    public double OverShare { get; init; } = 0.05;

    /// <summary>The share of the smaller event's posts that must be about the other too, by other words, for the two to be one. Default 0.05.</summary>
    [Range(0.01, 1.0)]
    public double BridgeShare { get; init; } = 0.05;

    /// <summary>And how alike their words must be then. Default 0.05: of two large stories at once many speak, and pray, in one breath.</summary>
    [Range(0.0, 1.0)]
    public double BridgeWords { get; init; } = 0.05;

    /// <summary>How alike the words of what is new in an event may be to those of before for it to be an event of its own: a cosine. Default 0.25; 0: events never split.</summary>
    [Range(0.0, 0.4)]
    public double SplitWords { get; init; } = 0.25;

    /// <summary>And how many independent voices must say it. Default 8.</summary>
    [Range(3, 1000)]
    public int SplitVoices { get; init; } = 8;

    /// <summary>The share of the voices of a community's bursts that must belong to an event for the rest to be that event too. Default 0.2.</summary>
    [Range(0.01, 1.0)]
    public double SharedBurst { get; init; } = 0.2;

    /// <summary>How many posts of an event are kept: the earliest quarter, and the latest. Default 400.</summary>
    [Range(50, 10_000)]
    public int MaxMembers { get; init; } = 400;
}
