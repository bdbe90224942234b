namespace ScoopDetector.Posts;

/// <summary>Fields of a post that may be left out, and were there but could not be read: of the wrong type, too long, or no name of a network.</summary>
[Flags]
public enum Unread
{
    None = 0,
    Author = 1,
    Language = 2,
    Network = 4,
    RepostOf = 8,
    ReplyTo = 16,
    Links = 32,
}
