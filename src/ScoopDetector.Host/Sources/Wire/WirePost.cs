using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources.Wire;

/// <summary>What a message of a network says, in our words: a post, an edit, or a withdrawal.</summary>
internal sealed record WirePost
{
    public PostKind Kind { get; init; }

    /// <summary>Empty where everything of an author is withdrawn.</summary>
    public string Id { get; init; } = "";

    /// <summary>Empty where the network does not say.</summary>
    public string Author { get; init; } = "";

    /// <summary>As people see it: no markup, no escapes, links in full.</summary>
    public string Text { get; init; } = "";

    public string Language { get; init; } = "";

    public string RepostOf { get; init; } = "";

    public string ReplyTo { get; init; } = "";

    /// <summary>Those that are not in the text.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>Pictures, video or sound come with it.</summary>
    public bool HasMedia { get; init; }

    /// <summary>What the network or author claims, in milliseconds since 1970; null if nothing.</summary>
    public long? CreatedAt { get; init; }

    /// <summary>When the network's own server sent it on, where it says so. In a recording this is event time; live, our own clock is.</summary>
    public long? RelayedAt { get; init; }

    public long? EditedAt { get; init; }

    public static WirePost Delete(string id, string author, long? at) => new() { Kind = PostKind.Delete, Id = id, Author = author, CreatedAt = at };

    public static WirePost Purge(string author, long? at) => new() { Kind = PostKind.PurgeAuthor, Author = author, CreatedAt = at };
}
