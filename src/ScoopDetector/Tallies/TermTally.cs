using ScoopDetector.Terms;

namespace ScoopDetector.Tallies;

/// <summary>How often a term was used in one pane, and by whom.</summary>
/// <param name="Posts">The posts that use it, exactly.</param>
/// <param name="Sample">Indices of the sampled posts in <see cref="PaneTally.Posts"/>, ascending: of each of the authors with the lowest hashes the first post.
/// As author hashes are spread evenly, this is at once a fair sample, the distinct count itself while there are few authors, and a bottom-k sketch when there
/// are many (Bar-Yossef et al., 2002).</param>
/// <param name="HighestAuthor">The highest author hash of a full sample; <see cref="ulong.MaxValue"/> while the sample holds all authors.</param>
public readonly record struct TermTally(TermId Term, int Posts, int[] Sample, ulong HighestAuthor)
{
    /// <summary>Distinct authors: exact while all are in the sample, else estimated with a relative error of about 1 / √k.</summary>
    public int Authors => HighestAuthor == ulong.MaxValue
        ? Sample.Length
        : (int)Math.Min(Posts, (Sample.Length - 1) / (HighestAuthor / (double)ulong.MaxValue));
}
