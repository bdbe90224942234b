using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>One way in which people write a place.</summary>
/// <param name="Folded">As <see cref="PostWords"/> has it.</param>
/// <param name="Place">Which; of <see cref="Belief.Never"/>, none.</param>
/// <param name="Belief">When it is taken for that place.</param>
internal sealed record Spelling(string Folded, Place Place, Belief Belief);

/// <summary>When a word is taken for a place.</summary>
internal enum Belief
{
    /// <summary>Wherever it is written as a name.</summary>
    Sure,

    /// <summary>It is also something else, or a small town: only with a capital and after a word of place, as in <c>near Lincoln</c>.</summary>
    Asked,

    /// <summary>The code of a country: only as the end of a hashtag, as in <c>#YolandaPH</c>.</summary>
    Code,

    /// <summary>The code of a country that ends hashtags as something else too: only behind a word that calls for one, as in <c>#TemblorGT</c>, not <c>#MustangGT</c>.</summary>
    AskedCode,

    /// <summary>It is no place, and hides the place within it: <c>Paris Hilton</c>.</summary>
    Never,
}
