using ScoopDetector.Host.Files;

namespace ScoopDetector.Host.Runs;

/// <summary>What a replay was asked for.</summary>
/// <param name="Files">In the order in which they are read.</param>
/// <param name="Partitions">How many partitions the posts are spread over, at least 1.</param>
/// <param name="News">The headlines that its events are compared with; null for none.</param>
internal sealed record ReplayOrder(IReadOnlyList<string> Files, int Partitions, ReplayPace Pace, ScoopOptions Options, ReplayNews? News = null);
