using System.ComponentModel.DataAnnotations;
using ScoopDetector.Places;

namespace ScoopDetector.Alerts;

/// <summary>When an event is told, and how.</summary>
public sealed record AlertOptions : IValidatableObject
{
    /// <summary>The noise budget: so many false alerts a day are put up with. Default 8. In a stream that has fewer, the bar falls below <see cref="AlertScore"/> until
    /// the best of what is left is told too; 0 keeps the bar where it is. An alert names the bar that it passed, and its newsworthiness says what to make of it.</summary>
    [Range(0.0, 10_000)]
    public double FalseAlertsPerDay { get; init; } = 8;

    /// <summary>The score, in log-odds, from which an event is on watch. Default -1: about every second is news. It falls with the bar for alerts.</summary>
    [Range(-20.0, 20.0)]
    public double WatchScore { get; init; } = -1;

    /// <summary>The score, in log-odds, from which an event is an alert, however many there are. Default 0.8: with what counts as part of a story told lately left out, nine in ten are news.</summary>
    [Range(-20.0, 20.0)]
    public double AlertScore { get; init; } = 0.8;

    /// <summary>What ranks the events. Default <c>shipped</c>: the model that comes with the product. <c>plain</c>: a sum of curves that can be checked with a pencil.
    /// Anything else is the file of a model that <c>train</c> has made.</summary>
    [Required]
    public string Model { get; init; } = NewsScores.Shipped;

    /// <summary>Which places an alert may name. Default <c>shipped</c>: countries, regions, and cities from 15,000 inhabitants on. <c>simulated</c>: the towns of <c>simulate</c>. <c>none</c>: no places.
    /// Anything else is a file of places that are known beside those that are shipped: a newsroom's own streets and stations. What lies in one place may be one story (<see cref="SameStory"/>). Its form is that of <see cref="Gazetteer.Read"/>.</summary>
    [Required]
    public string Places { get; init; } = Gazetteers.Shipped;

    /// <summary>No watch with fewer independent voices, whatever the score. Default 3.</summary>
    [Range(2, 100)]
    public int WatchVoices { get; init; } = 3;

    /// <summary>No alert with fewer independent voices, whatever the score. Default 3: the score knows what three are worth, and a fourth is waited for in vain where little is said.</summary>
    [Range(2, 100)]
    public int AlertVoices { get; init; } = 3;

    /// <summary>How long after an alert what says something alike, or lies in the same place, counts as a part of it, and stays on watch. Default 1 h; 0 for never. A word is alike if it shares a run of five letters with one of
    /// the other's, also in Cyrillic or Greek. If it is still spoken of after that hour, it is a turn of the story, and told.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan SameStory { get; init; } = TimeSpan.FromHours(1);

    public const int LeastOwnStoryVoices = 3;

    /// <summary>With so many independent voices an event is a story of its own, whatever was told before; three times as many where a story in the same town or region was, ten times where it was such a happening thereabouts. Default 20.</summary>
    [Range(LeastOwnStoryVoices, 10_000)]
    public int OwnStoryVoices { get; init; } = 20;

    /// <summary>An alert is told anew when its authors have grown by this factor. Default 2.</summary>
    [Range(1.1, 100)]
    public double UpdateGrowth { get; init; } = 2;

    /// <summary>How many posts an alert names. Default 50. No fewer than 2: the first post, and the one whose words are the headline. A headline of a post that is not named would outlive it.</summary>
    [Range(2, 50)]
    public int MaxEvidence { get; init; } = 50;

    /// <summary>How many terms an alert names. Default 8.</summary>
    [Range(1, 24)]
    public int MaxTerms { get; init; } = 8;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AlertScore < WatchScore || AlertVoices < WatchVoices)
        {
            yield return new($"An alert must ask for at least as much as a watch: AlertScore {AlertScore} and WatchScore {WatchScore}, AlertVoices {AlertVoices} and WatchVoices {WatchVoices}.",
                [nameof(AlertScore), nameof(WatchScore), nameof(AlertVoices), nameof(WatchVoices)]);
        }
    }
}
