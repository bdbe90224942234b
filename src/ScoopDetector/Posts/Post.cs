namespace ScoopDetector.Posts;

/// <summary>One message of one author on one network, as a view over the bytes that it was read from.</summary>
/// <remarks>Stands only as long as the buffer or <see cref="PostBatch"/> behind it.</remarks>
public readonly ref struct Post
{
    public PostKind Kind { get; init; }

    public ReadOnlySpan<byte> Id { get; init; }

    /// <summary>Who wrote it. Where a source does not say, the post's own id: an unknown author counts once and for nobody else.</summary>
    public ReadOnlySpan<byte> AuthorId { get; init; }

    /// <summary>UTF-8, unescaped. May hold broken characters where the source did.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>The language that the author or network claims (BCP 47), empty if none.</summary>
    public ReadOnlySpan<byte> Language { get; init; }

    /// <summary>Where it was written, as its source names it (<c>bluesky</c>): at most 32 small letters, digits, dots and dashes; empty where nobody says. It tells editors where to look, and detection nothing.</summary>
    public ReadOnlySpan<byte> Network { get; init; }

    /// <summary>The id of the post that this one passes on, empty if none.</summary>
    public ReadOnlySpan<byte> RepostOf { get; init; }

    /// <summary>The id of the post that this one answers, empty if none.</summary>
    public ReadOnlySpan<byte> ReplyTo { get; init; }

    /// <summary>Links that are not in the text, parted by a line feed.</summary>
    public ReadOnlySpan<byte> Links { get; init; }

    /// <summary>Pictures, video or sound come with it. It tells editors where to look, and detection nothing.</summary>
    public bool HasMedia { get; init; }

    /// <summary>When its author changed it; null for a first version. Same id as that: the first version counts, and whoever keeps texts replaces it.</summary>
    public long? EditedAt { get; init; }

    /// <summary>What the network or author claims; for a delete, when it was withdrawn. Milliseconds since 1970 UTC.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When our first hop received it: event time. Null where the source did not stamp it.</summary>
    public long? ObservedAt { get; init; }
}
