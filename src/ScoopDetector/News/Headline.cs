namespace ScoopDetector.News;

/// <summary>An item of a traditional news source. It keeps both of its times: what the source claims, and when we first saw it.</summary>
public sealed record Headline
{
    public required string Id { get; init; }

    /// <summary>What the source claims; null if nothing, or nothing that can be true.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When we first saw it; null in recordings that do not say.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>False where the claim is contradicted: it lies long before a look at the same feed that did not show the item yet, or after we saw it.</summary>
    public bool IsTrusted { get; init; } = true;

    /// <summary>The name of the source.</summary>
    public required string Source { get; init; }

    public required string Title { get; init; }

    public string? Summary { get; init; }

    public string? Url { get; init; }

    /// <summary>BCP 47; null if unknown.</summary>
    public string? Language { get; init; }

    /// <summary>What kind of source it is of: only <see cref="NewsChannel.News"/> can be first or beaten.</summary>
    public NewsChannel Channel { get; init; }

    /// <summary>Names it among all headlines: two sources may give one id.</summary>
    public string Key => $"{Source} {Id}";

    /// <summary>Since when the public could read it, as far as is known: the earlier of both times, or the later where the claim is not trusted. Null if neither is there.</summary>
    public DateTimeOffset? At => IsTrusted && (FirstSeenAt is null || PublishedAt < FirstSeenAt) ? PublishedAt ?? FirstSeenAt : FirstSeenAt ?? PublishedAt;
}

/// <summary>What kind of source a headline is of.</summary>
public enum NewsChannel
{
    /// <summary>An agency, a broadcaster, a newspaper: leads are counted against these.</summary>
    News,

    /// <summary>An authority that warns the public (CAP). It corroborates.</summary>
    Warning,

    /// <summary>A page of an encyclopedia that several people edit at once. It corroborates.</summary>
    Encyclopedia,

    /// <summary>An index of the news whose times are rounded (GDELT): it tells whether something was covered at all, never when.</summary>
    Index,
}
