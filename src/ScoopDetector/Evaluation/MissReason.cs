namespace ScoopDetector.Evaluation;

/// <summary>How far an event came that no alert found.</summary>
internal enum MissReason
{
    /// <summary>What was weighed was not written down.</summary>
    Unknown,

    /// <summary>None of its posts was in anything that was weighed: no term of it burst, or none with company.</summary>
    NeverABurst,

    /// <summary>Its posts were in events that were mostly about something else: another that they had joined, or talk.</summary>
    NoEventOfItsOwn,

    /// <summary>It was an event, but only later than an alert could still count.</summary>
    TooLate,

    /// <summary>It was an event of too few independent voices.</summary>
    TooFewVoices,

    /// <summary>It was an event of enough voices that never scored enough.</summary>
    BelowTheBar,

    /// <summary>It scored enough, but was taken to be a part of a story told lately, and stayed on watch.</summary>
    HeldAsPart,

    /// <summary>It would have been told, but the thread had been told before, when it was about something else.</summary>
    ToldAsAnother,
}
