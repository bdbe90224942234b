using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Bursts;

/// <summary>The bursts of one pane.</summary>
/// <param name="Pane">The pane after which they were seen.</param>
/// <param name="IsLearning">The stream is too young to tell what is usual.</param>
/// <param name="Posts">Posts in the pane.</param>
/// <param name="Bursts">By term, ascending. A burst is told anew in each pane in which its term is used.</param>
/// <param name="Withdrawals">Posts and authors withdrawn in this pane.</param>
public sealed record BurstPane(Pane Pane, bool IsLearning, int Posts, IReadOnlyList<Burst> Bursts, IReadOnlyList<Withdrawal> Withdrawals);
