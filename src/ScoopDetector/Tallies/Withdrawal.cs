namespace ScoopDetector.Tallies;

/// <summary>A post, or everything of an author, that was withdrawn.</summary>
/// <param name="PostId">Hash of the post's id; 0 if the whole author is purged.</param>
/// <param name="AuthorId">Hash of the author's id.</param>
/// <param name="At">Event time.</param>
public readonly record struct Withdrawal(ulong PostId, ulong AuthorId, long At)
{
    /// <summary>Each once, by (post, author, time): the same however they came together.</summary>
    internal static Withdrawal[] InOrder(IReadOnlyCollection<Withdrawal> withdrawals) => withdrawals.Count == 0
        ? []
        : [.. withdrawals.Distinct().OrderBy(withdrawal => withdrawal.PostId).ThenBy(withdrawal => withdrawal.AuthorId).ThenBy(withdrawal => withdrawal.At)];
}
