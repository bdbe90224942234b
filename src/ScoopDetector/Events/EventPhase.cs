namespace ScoopDetector.Events;

public enum EventPhase
{
    /// <summary>People talk about it.</summary>
    Open,

    /// <summary>It turned out to be part of another event.</summary>
    Merged,

    /// <summary>Nobody has joined for a while.</summary>
    Closed,
}
