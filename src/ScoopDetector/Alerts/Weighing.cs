using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>An event as the desk weighed it, before it decided whether to tell it.</summary>
/// <param name="Event">As it stood then.</param>
/// <param name="Score">In log-odds.</param>
/// <param name="Bar">The score that an alert needed at that moment.</param>
internal readonly record struct Weighing(CandidateEvent Event, double Score, double Bar);
