namespace ScoopDetector.Host.Doctor;

/// <summary>What one check has found.</summary>
/// <param name="Verdict">Ok, wrong, unknown, or that it is still being looked at.</param>
/// <param name="What">What was looked at.</param>
/// <param name="Words">What was seen and, where it is wrong, the mend.</param>
internal sealed record Finding(Verdict Verdict, string What, string Words)
{
    public static Finding Ok(string what, string words) => new(Verdict.Ok, what, words);

    public static Finding Wrong(string what, string words) => new(Verdict.Wrong, what, words);

    public static Finding Pending(string what, string words) => new(Verdict.Pending, what, words);

    public static Finding Unknown(string what, string words) => new(Verdict.Unknown, what, words);
}

internal enum Verdict
{
    Ok,

    /// <summary>It is being looked at, and that may take a while.</summary>
    Pending,

    /// <summary>It could not be looked at, and need not be wrong.</summary>
    Unknown,
    Wrong,
}
