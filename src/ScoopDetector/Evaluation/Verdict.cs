namespace ScoopDetector.Evaluation;

/// <summary>What a thread was worth to an editor.</summary>
internal enum Verdict
{
    /// <summary>The first thread to find a newsworthy event within its window.</summary>
    TruePositive,

    /// <summary>A later thread on an event found before. Reported apart; it does not count against precision.</summary>
    Duplicate,

    /// <summary>About nothing, about too many things, or too late.</summary>
    False,

    /// <summary>About a meme or a show.</summary>
    NonNews,

    /// <summary>About a manipulation.</summary>
    Attack,
}
