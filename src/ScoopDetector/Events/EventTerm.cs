using ScoopDetector.Bursts;

namespace ScoopDetector.Events;

/// <summary>A term as part of an event.</summary>
/// <param name="Burst">Its latest burst.</param>
/// <param name="Excess">The share of its voices that is beyond the usual, 0 to 1: how far one may say that a post with this term is about the event.</param>
internal readonly record struct EventTerm(Burst Burst, double Excess);
