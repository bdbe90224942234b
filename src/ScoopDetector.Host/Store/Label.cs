namespace ScoopDetector.Host.Store;

/// <summary>One act as a label for training: what an editor said of an event, and the numbers that there were to see.</summary>
public sealed record Label(long ActId, DateTimeOffset At, string By, ActKind Kind, DismissReason? Reason, string EventId, string? Into, Figures Seen);
