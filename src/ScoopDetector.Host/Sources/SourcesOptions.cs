using System.ComponentModel.DataAnnotations;
using ScoopDetector.Host.Sources.Bluesky;
using ScoopDetector.Host.Sources.Lines;
using ScoopDetector.Host.Sources.Mastodon;
using ScoopDetector.Host.Sources.Nostr;
using ScoopDetector.Host.Sources.Plurk;
using ScoopDetector.Host.Sources.Topic;
using ScoopDetector.Host.Sources.X;

namespace ScoopDetector.Host.Sources;

/// <summary>The networks that posts come from, and what holds for all of them.</summary>
internal sealed record SourcesOptions : IValidatableObject
{
    /// <summary>Where positions are kept over restarts. Default null: <c>scoop</c> in the user's folder for application data.</summary>
    public string? Folder { get; init; }

    /// <summary>The bound of the first pause before a new attempt. Default 0.5 s: most lines that break are there again at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The bound of the longest pause. Default 30 s: an editor would not wait longer for a network that is back.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BackOffMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often Kafka's acknowledgements are awaited and the position saved. Default 1 s: so much is heard again after a crash.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many messages may wait to be published. Default 10,000: half a minute of a large network.</summary>
    [Range(16, 1_000_000)]
    public int Queue { get; init; } = 10_000;

    /// <summary>How many of the latest posts a source knows again. Default 200,000: minutes of a large network, more than any is rewound.</summary>
    [Range(1_000, 10_000_000)]
    public int Remember { get; init; } = 200_000;

    public BlueskyOptions Bluesky { get; init; } = new();

    public MastodonOptions Mastodon { get; init; } = new();

    public XOptions X { get; init; } = new();

    public NostrOptions Nostr { get; init; } = new();

    public PlurkOptions Plurk { get; init; } = new();

    public LinesOptions Lines { get; init; } = new();

    public TopicOptions Topic { get; init; } = new();

    public string FolderOrDefault => Folder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "scoop");

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (BackOffMost < BackOff)
        {
            yield return new($"BackOffMost is {BackOffMost}, less than BackOff, {BackOff}.", [nameof(BackOff), nameof(BackOffMost)]);
        }
        foreach (var fault in Bluesky.Faults())
        {
            yield return new($"Bluesky:{fault}", [nameof(Bluesky)]);
        }
        foreach (var fault in Topic.Faults())
        {
            yield return new($"Topic:{fault}", [nameof(Topic)]);
        }
    }
}
