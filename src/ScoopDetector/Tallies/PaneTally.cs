using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>The counts of one pane.</summary>
/// <remarks><see cref="Merge"/> is associative and commutative, so a pane that was tallied in parts by several consumers is the pane that one would have tallied alone.
/// Plain arrays, because every later stage walks over all of them; nobody writes into them once the pane is sealed.</remarks>
public sealed record PaneTally(Pane Pane)
{
    /// <summary>In <see cref="PostDigest.InOrder"/>.</summary>
    public required PostDigest[] Posts { get; init; }

    /// <summary>By term, ascending.</summary>
    public required TermTally[] Terms { get; init; }

    /// <summary>The samples of all <see cref="Terms"/>, indices of <see cref="Posts"/>: see <see cref="SampleOf"/>.</summary>
    public required int[] Samples { get; init; }

    /// <summary>How many posts use a term of each <see cref="Script"/>; a post in two scripts counts in both.</summary>
    public required int[] PostsByScript { get; init; }

    /// <summary>By (post, author), ascending.</summary>
    public required Withdrawal[] Withdrawals { get; init; }

    public static PaneTally Empty(Pane pane) => new(pane) { Posts = [], Terms = [], Samples = [], PostsByScript = new int[8], Withdrawals = [] };

    /// <summary>The sampled posts of a term of this pane: indices of <see cref="Posts"/>, ascending.</summary>
    public ReadOnlySpan<int> SampleOf(in TermTally term) => Samples.AsSpan(term.Start, term.Count);

    /// <summary>Adds up parts of one pane that share no post.</summary>
    /// <param name="parts">At least one, all of the same pane.</param>
    /// <param name="sampleSize">As in <see cref="TallyOptions.SampleSize"/>.</param>
    public static PaneTally Merge(IReadOnlyList<PaneTally> parts, int sampleSize) =>
        parts.Count == 1 ? parts[0] : new PartMerge([.. parts], sampleSize).Merge();
}
