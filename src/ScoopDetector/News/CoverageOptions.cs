using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.News;

/// <summary>When a headline counts as being about an event.</summary>
public sealed record CoverageOptions : IValidatableObject
{
    /// <summary>How long before its alert an event may have been in the news. Default 48 h: what is older is another turn of the story.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "14.00:00:00")]
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long after its alert a headline is waited for; an event without one by then was never covered. Default 24 h.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "14.00:00:00")]
    public TimeSpan LookAhead { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How much of what a headline says must be said in the event, 0 to 1, rare words counting most, and <see cref="Fade"/> making less of it. Default 0.25: on twenty-four simulated streams with known
    /// pairs one in twenty above it is about something that the event has no part in; from 0.2 on one in fifteen, and of what is about an event three in a hundred more are found.</summary>
    [Range(0.0, 1.0)]
    public double Match { get; init; } = 0.25;

    /// <summary>What is below <see cref="Match"/> and at least this is shown to editors as perhaps about the event; it counts once one has confirmed it. Default 0.15: on these streams one in four is about it, below it one in seven.</summary>
    [Range(0.01, 1.0)]
    public double Maybe { get; init; } = 0.15;

    /// <summary>How long before an event's people speak of it, or say a word, likeness in it is worth half; twice as long before, a fifth. After it the same takes one and a half times as long, as the news goes on. A link is worth as much at any time. Default 1 h: of twenty right ones nineteen come within it, and the same words are said again hours later, of another flood in the same town.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "14.00:00:00")]
    public TimeSpan Fade { get; init; } = TimeSpan.FromHours(1);

    /// <summary>So long without a revision, and the next is another turn of the event: what is not worth enough by words alone that far away. What lies between is of neither.</summary>
    internal TimeSpan Turn => 3 * Fade;

    /// <summary>A story that so many outlets carried within <see cref="LookAhead"/>, and that no alert was about, is a miss. Default 4: what two or three have is often one agency's text.</summary>
    [Range(2, 1000)]
    public int CarriedBy { get; init; } = 4;

    /// <summary>Leads up to this count as tied. Default 90 s: as often are feeds asked, so nobody can know better.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Tie { get; init; } = TimeSpan.FromSeconds(90);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Maybe > Match)
        {
            yield return new($"Maybe is {Maybe}, more than Match, {Match}.", [nameof(Maybe), nameof(Match)]);
        }
    }
}
