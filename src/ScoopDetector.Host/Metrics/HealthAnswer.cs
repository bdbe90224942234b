namespace ScoopDetector.Host.Metrics;

/// <param name="Status">ok, or not ok.</param>
/// <param name="Reasons">What is wrong, in words; empty where all is well, and for whoever may not know.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyList<string> Reasons);
