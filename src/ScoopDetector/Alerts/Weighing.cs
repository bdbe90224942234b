using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>An event as the desk weighed it, before it decided whether to tell it.</summary>
/// <param name="Event">As it stood then.</param>
/// <param name="Turn">The same without what was said before this turn of it: what an alert would name.</param>
/// <param name="Score">In log-odds.</param>
/// <param name="Bar">The score that an alert needed at that moment.</param>
/// <param name="RelatedTo">The story told lately that this one may be a part of: then it is no alert, whatever its score; null for none.</param>
internal readonly record struct Weighing(CandidateEvent Event, CandidateEvent Turn, double Score, double Bar, string? RelatedTo);
