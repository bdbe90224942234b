using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.News;

/// <summary>GDELT, an index of the world's news, is asked whether an alert was covered anywhere. Its times are rounded to a quarter of an hour: it tells whether, never when.</summary>
internal sealed record GdeltOptions : IValidatableObject
{
    /// <summary>Default null: not asked, as it is another public service, and what newsrooms are alerted of would leave the house. https://api.gdeltproject.org/api/v2/doc/doc is the one there is.</summary>
    public Uri? Address { get; init; }

    /// <summary>How long after an alert it is asked. Default 1 h: by then the index has what was reported at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan AskAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The least time between two questions. Default 5 s, as GDELT asks for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many events may wait to be asked about. Default 500; those beyond are counted and not asked about.</summary>
    [Range(1, 100_000)]
    public int Queue { get; init; } = 500;

    /// <summary>How far back articles are looked for. Default 3 h: before the alert too, as it may have come late.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "7.00:00:00")]
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(3);

    /// <summary>How many articles an answer may have. Default 50; GDELT gives 250 at most.</summary>
    [Range(1, 250)]
    public int Articles { get; init; } = 50;

    /// <summary>How many of the alert's terms are asked for together. Default 3: two find much else, four find nothing.</summary>
    [Range(1, 5)]
    public int Terms { get; init; } = 3;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Address is { Scheme: not ("http" or "https") })
        {
            yield return new($"Address is {Address}: it must begin with http:// or https://.", [nameof(Address)]);
        }
    }
}
