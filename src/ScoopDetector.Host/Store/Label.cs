using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Store;

/// <summary>One act as a label for training: what an editor said of an event, and the numbers that there were to see.</summary>
/// <param name="Posts">Those that are another story, of a splitting off.</param>
public sealed record Label(
    long ActId, DateTimeOffset At, string By, ActKind Kind, DismissReason? Reason, string EventId, string? Into, Figures Seen,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Posts = null);
