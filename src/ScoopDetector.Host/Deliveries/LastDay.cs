namespace ScoopDetector.Host.Deliveries;

/// <summary>What a rule would have sent in the last 24 hours of the stream.</summary>
/// <param name="Count">Of the events that were looked at.</param>
/// <param name="IsLeast">There were more events than are looked at, so it may be more.</param>
internal readonly record struct LastDay(int Count, bool IsLeast);
