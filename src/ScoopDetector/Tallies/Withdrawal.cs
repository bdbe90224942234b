namespace ScoopDetector.Tallies;

/// <summary>A post, or everything of an author, that was withdrawn.</summary>
/// <param name="PostId">Hash of the post's id; 0 if the whole author is purged.</param>
/// <param name="AuthorId">Hash of the author's id.</param>
/// <param name="At">Event time.</param>
public readonly record struct Withdrawal(ulong PostId, ulong AuthorId, long At);
