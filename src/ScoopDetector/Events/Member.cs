using ScoopDetector.Bursts;

namespace ScoopDetector.Events;

/// <summary>A post that is about an event.</summary>
/// <param name="Voice">The post.</param>
/// <param name="Things">How many different things of the event it says.</param>
public sealed record Member(Voice Voice, int Things);
