using ScoopDetector.Terms;

namespace ScoopDetector.Tallies;

/// <summary>How often a term was used in one pane, and by whom.</summary>
/// <remarks>Its sample are posts of the pane, named by <see cref="PaneTally.SampleOf"/>: of each of the authors with the lowest hashes the first post.
/// As author hashes are spread evenly, this is at once a fair sample, the distinct count itself while there are few authors, and a bottom-k sketch when there
/// are many (Bar-Yossef et al., 2002).</remarks>
/// <param name="Term">The term.</param>
/// <param name="Posts">The posts that use it, exactly.</param>
/// <param name="Start">Where its sample begins in <see cref="PaneTally.Samples"/>. Two terms may share a place.</param>
/// <param name="Count">The length of its sample.</param>
/// <param name="HighestAuthor">The highest author hash of a full sample; <see cref="ulong.MaxValue"/> while the sample holds all authors.</param>
public readonly record struct TermTally(TermId Term, int Posts, int Start, int Count, ulong HighestAuthor)
{
    /// <summary>Distinct authors: exact while all are in the sample, else estimated with a relative error of about 1 / √k.</summary>
    public int Authors => HighestAuthor == ulong.MaxValue
        ? Count
        : (int)Math.Min(Posts, (Count - 1) / (HighestAuthor / (double)ulong.MaxValue));
}
