namespace ScoopDetector.Posts;

/// <summary>The names that <see cref="Unread"/> fields have in JSON.</summary>
internal static class UnreadFields
{
    public static IReadOnlyList<(Unread Field, string Name)> Each { get; } =
    [
        (Unread.Author, "author_id"), (Unread.Language, "lang"), (Unread.Network, "network"), (Unread.RepostOf, "repost_of"), (Unread.ReplyTo, "reply_to"), (Unread.Links, "links"),
    ];
}
