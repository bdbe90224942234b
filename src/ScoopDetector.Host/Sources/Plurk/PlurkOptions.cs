using System.ComponentModel.DataAnnotations;

namespace ScoopDetector.Host.Sources.Plurk;

/// <summary>What is searched for on Plurk, and whose timelines are read. Needs an application and a token of one's own; there is no stream of all.</summary>
internal sealed record PlurkOptions : IValidatableObject
{
    /// <summary>Default https://www.plurk.com.</summary>
    public Uri Address { get; init; } = new("https://www.plurk.com");

    /// <summary>Of an application that is registered at Plurk. Default null; must be set to use this source, as the next three.</summary>
    public string? ConsumerKey { get; init; }

    /// <summary>See <see cref="ConsumerKey"/>.</summary>
    public string? ConsumerSecret { get; init; }

    /// <summary>Permanent, from Plurk's own test console. Default null.</summary>
    public string? Token { get; init; }

    /// <summary>See <see cref="Token"/>.</summary>
    public string? TokenSecret { get; init; }

    /// <summary>What is searched for, each by itself: <c>地震,火災</c>. Default none.</summary>
    public IReadOnlyList<string> Searches { get; init; } = [];

    /// <summary>Whose public plurks are read: numbers or nick names. Default none.</summary>
    public IReadOnlyList<string> UserIds { get; init; } = [];

    /// <summary>How often each of them is asked for what is new. Default 30 s: so late is a plurk at most, with two requests a minute for each.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many pages are read of each at one look, to fill a gap. Default 10: some two hundred plurks; what lies beyond is told as missed.</summary>
    [Range(1, 100)]
    public int Pages { get; init; } = 10;

    /// <summary>How long an answer may take. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Address.Scheme is not ("http" or "https"))
        {
            yield return new($"Address is {Address}: it must begin with http:// or https://.", [nameof(Address)]);
        }
    }
}
