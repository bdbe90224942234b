using ScoopDetector.Bursts;

namespace ScoopDetector.Events;

/// <summary>A post that is about an event.</summary>
/// <param name="Voice">The post.</param>
/// <param name="Places">How many of its words are terms of the event.</param>
public sealed record Member(Voice Voice, int Places);
