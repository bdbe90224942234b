namespace ScoopDetector.Terms;

/// <summary>One use of a term in a post.</summary>
/// <param name="Place">Which word of the post it is. All terms that stem from one word (a hashtag and its parts) share its place,
/// and a bigram has that of its first word: two terms say two things only if their places differ.</param>
/// <param name="Start">Offset in the post's UTF-8 text, in bytes.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct TermUse(TermId Term, byte Place, ushort Start, ushort Length);
