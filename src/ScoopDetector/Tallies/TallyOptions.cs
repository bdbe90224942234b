using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Tallies;

/// <summary>How the stream is cut and counted.</summary>
public sealed record TallyOptions : IValidatableObject
{
    /// <summary>The width of a pane. Default 5 s: alerts are computed once a pane, so this is the most that counting adds to their delay.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Pane { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a pane waits for stragglers after its end. Default 2 s: posts of one partition arrive nearly in order of observation.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a partition must have been silent, with nothing left to read, before the others go on without it. Default 5 s: longer than a
    /// producer takes to find a new leader, so that a partition that was only slow is not taken for a silent one and its posts for late ones.
    /// At the live edge this delays nothing, as a silent partition moves on with the clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the id of a post is remembered, to tell a second delivery. Default 2 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "2.00:00:00")]
    public TimeSpan RememberIds { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How many ids are remembered in one partition at most, those of posts and those of withdrawals each; beyond them the oldest are forgotten first, and counted.
    /// Default 5,000,000: two hours at 700 posts a second in one partition, about 90 MB.</summary>
    [Range(10_000, 100_000_000)]
    public int RememberAtMost { get; init; } = 5_000_000;

    /// <summary>How many posts, in panes that are sealed, may wait for a slower partition; beyond them the others go on without it, and what it brings until it has
    /// caught up is left out and counted. A pane and a withdrawal count as a post does. Default 1,000,000, about 1 GB: at a hundred posts a second the slowest
    /// partition may lie nearly three hours behind. The least is more than a batch of a replay, so that a replay never meets it.</summary>
    [Range(10_000, 100_000_000)]
    public int HoldAtMost { get; init; } = 1_000_000;

    /// <summary>How many authors of a term are kept by name in one pane; beyond them they are counted by sketch. Default 64: error of the count about 13 %.</summary>
    [Range(8, 1024)]
    public int SampleSize { get; init; } = 64;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeSpan.FromMinutes(1).Ticks % Pane.Ticks != 0)
        {
            yield return new($"Pane is {Pane}: it must divide a minute evenly, so that windows of whole minutes are made of whole panes. Use 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60 s.", [nameof(Pane)]);
        }
    }
}
