using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources;

namespace ScoopDetector.Host.Metrics;

/// <summary>What can be seen of a run while it runs: all that metrics and health know.</summary>
/// <param name="Run">Whose counters are read.</param>
/// <param name="Role">What it does.</param>
/// <param name="Now">The stream's own time now; null before it has one.</param>
internal sealed record Vitals(ScoopRun Run, Role Role, Func<DateTimeOffset?> Now)
{
    /// <summary>The live networks that it listens to. Default none: others write to its topic.</summary>
    public IReadOnlyList<SourceHealth> Sources { get; init; } = [];

    /// <summary>Of what leaves the desk; null if nothing does.</summary>
    public Courier? Deliveries { get; init; }

    /// <summary>Alerts come from it.</summary>
    public bool Tells => Role is Role.All or Role.Report;
}
