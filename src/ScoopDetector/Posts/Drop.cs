namespace ScoopDetector.Posts;

/// <summary>Why a line or post was left out. Every drop is counted; none is silent.</summary>
public enum Drop
{
    /// <summary>Not a whole JSON object: cut off, garbled, or another kind of value.</summary>
    Malformed,

    /// <summary>An object without the id, the text or the time that a post must have, or with one of a wrong type.</summary>
    MissingField,

    /// <summary>A time that cannot be read, or lies outside 1970 to 2200.</summary>
    BadTime,

    /// <summary>A line, text or id beyond its limit.</summary>
    OverLong,

    /// <summary>The id was seen before.</summary>
    Duplicate,

    /// <summary>Its pane had been sealed when it came.</summary>
    Late,

    /// <summary>Far ahead of its neighbours: a wrong clock, which must not move ours.</summary>
    FromTheFuture,

    /// <summary>It was withdrawn before it came.</summary>
    Withdrawn,

    /// <summary>Its partition lay so far behind that the others had gone on without it: see <see cref="Tallies.TallyOptions.HoldAtMost"/>.</summary>
    LeftBehind,

    /// <summary>Something of a network that is no post: a like, a follow, a notice.</summary>
    NotAPost,

    /// <summary>Not meant for everybody: for followers only, or for those who are named.</summary>
    NotPublic,

    /// <summary>By an account that says of itself that it is a machine.</summary>
    Automated,
}
