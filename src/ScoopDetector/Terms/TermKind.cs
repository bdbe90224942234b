namespace ScoopDetector.Terms;

/// <summary>What a term is made of.</summary>
public enum TermKind : byte
{
    /// <summary>A word, or a hashtag: the same name counts the same with and without its sign.</summary>
    Word,

    /// <summary>Two words of one sentence, in order, with nothing but function words between them.</summary>
    Bigram,

    /// <summary>Some adjacent characters of a script that writes no spaces.</summary>
    Gram,

    /// <summary>A link in canonical form.</summary>
    Link,
}
