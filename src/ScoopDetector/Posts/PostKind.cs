namespace ScoopDetector.Posts;

/// <summary>What a message of the stream does.</summary>
public enum PostKind : byte
{
    Create,

    /// <summary>The author or the network withdrew one post.</summary>
    Delete,

    /// <summary>The author or the network withdrew everything of one author.</summary>
    PurgeAuthor,
}
