using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.News;

/// <summary>Edits of Wikipedia as a sign: a page that several people edit at once is about something that has just happened. It corroborates, and is no news.</summary>
internal sealed record WikimediaOptions : IValidatableObject
{
    /// <summary>Where the edits of all wikis are streamed. Default null: not listened to, as it is another public service. https://stream.wikimedia.org/v2/stream/recentchange is the one there is.</summary>
    public Uri? Address { get; init; }

    /// <summary>Which wikis, by their short names. Default: eleven of the largest languages. Empty for all.</summary>
    public IReadOnlyList<string> Wikis { get; init; } = ["enwiki", "eswiki", "frwiki", "dewiki", "itwiki", "ptwiki", "ruwiki", "ukwiki", "jawiki", "zhwiki", "arwiki"];

    /// <summary>How many people must have edited a page. Default 3: two are often an author and who corrects them.</summary>
    [Range(2, 100)]
    public int People { get; init; } = 3;

    /// <summary>Within how long. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a page is not told again. Default 1 h: as long as people keep at it, it is the same story.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan AgainAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many edits are kept at most, the oldest forgotten first. Default 50,000: ten minutes of all wikis have some twenty thousand by people.</summary>
    [Range(1_000, 10_000_000)]
    public int Remember { get; init; } = 50_000;

    /// <summary>After how long without a word a line counts as broken. Default 1 min: all wikis together are never silent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Address is { Scheme: not ("http" or "https") })
        {
            yield return new($"Address is {Address}: it must begin with http:// or https://.", [nameof(Address)]);
        }
    }
}
