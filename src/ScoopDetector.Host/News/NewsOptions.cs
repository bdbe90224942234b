using System.ComponentModel.DataAnnotations;
using System.Net;
using ScoopDetector.Host.Http;

namespace ScoopDetector.Host.News;

/// <summary>Which news feeds are watched, and how politely.</summary>
internal sealed record NewsOptions : IValidatableObject
{
    /// <summary>A JSON file of feeds, each with <c>source</c>, <c>lang</c> and <c>url</c>. Default null: the starter list of 40 agencies and broadcasters that comes with the program.</summary>
    public string? Feeds { get; init; }

    /// <summary>How often a feed is asked, give or take a fifth. Default 90 s: the error of every lead, and what large publishers put up with. A feed that asks for less (ttl, Retry-After) gets it.</summary>
    [Range(typeof(TimeSpan), "00:00:15", "1.00:00:00")]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How many requests may be under way at once. Default 16.</summary>
    [Range(1, 256)]
    public int AtOnce { get; init; } = 16;

    /// <summary>How long an answer may take. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest answer that is read, in bytes. Default 4,194,304: a sitemap of a thousand items has about half of that.</summary>
    [Range(10_000, 100_000_000)]
    public int MaxBytes { get; init; } = 4 << 20;

    /// <summary>How long before the last look at its feed a new item may claim to have been published. Default 10 min: caches and editors hold items back for so long; what claims more was dated back.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan BackdatedAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The networks behind addresses that are not public and may be asked all the same, such as 10.1.2.0/24 for a feed of the house. Default none: whoever publishes a feed cannot have what is inside read by a redirect or a name.</summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    public WikimediaOptions Wikimedia { get; init; } = new();

    public GdeltOptions Gdelt { get; init; } = new();

    public AddressGuard Guard() => new(AllowPrivate, "News:AllowPrivate");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        AllowPrivate.Where(network => !IPNetwork.TryParse(network, out _)).Select(network => new ValidationResult($"AllowPrivate holds '{network}': it must be a network such as 10.1.2.0/24.", [nameof(AllowPrivate)]));
}
