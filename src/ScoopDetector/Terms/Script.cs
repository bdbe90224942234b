namespace ScoopDetector.Terms;

/// <summary>The family of writing that a term belongs to.</summary>
/// <remarks>A term is measured against the posts of its own script: when Japan wakes up, all Japanese words rise together and none of them is news.</remarks>
public enum Script : byte
{
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Hangul,
    Thai,

    /// <summary>Any other script, and terms without letters such as links.</summary>
    Other,
}
