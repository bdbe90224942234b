namespace ScoopDetector.Host.Deliveries;

/// <summary>How an attempt ended.</summary>
/// <param name="Kind">What is to be done now.</param>
/// <param name="Fault">Why, in words without address or secret.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
internal sealed record Outcome(OutcomeKind Kind, string? Fault = null, TimeSpan? RetryAfter = null)
{
    public static Outcome Sent { get; } = new(OutcomeKind.Sent);
}

internal enum OutcomeKind
{
    /// <summary>The receiver has it.</summary>
    Sent,

    /// <summary>The receiver is away or busy: all that goes there waits.</summary>
    Away,

    /// <summary>The receiver does not want this one: it is tried again, and the others go on.</summary>
    Refused,

    /// <summary>The receiver has handed it on to some and not to all of those behind it, and does not say to whom: it is tried again ever more seldom, as those that have it get it again.</summary>
    Partly,

    /// <summary>The receiver wants no more at all: nothing is sent there until the program is started again.</summary>
    Gone,
}
