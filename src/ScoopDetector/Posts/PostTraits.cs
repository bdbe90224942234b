namespace ScoopDetector.Posts;

/// <summary>What can be seen in a post without understanding it.</summary>
[Flags]
public enum PostTraits : byte
{
    None = 0,

    /// <summary>Somebody else's words passed on: <c>RT @name: …</c>, a repost of the network's own, or nothing but a quotation.</summary>
    Repost = 1,
    Reply = 2,
    Link = 4,
    Mention = 8,
    Hashtag = 16,

    /// <summary>Lines quoted with <c>&gt;</c> beside the author's own words.</summary>
    Quote = 32,

    /// <summary>First person, short, no link: how people write who are there.</summary>
    EyewitnessLike = 64,

    /// <summary>Pictures, video or sound come with it, as its source says. It tells editors where to look, and detection nothing.</summary>
    Media = 128,
}
