using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Metrics;

/// <summary>What can be seen of a run while it runs: all that metrics and health know.</summary>
/// <param name="Run">Whose counters are read.</param>
/// <param name="Role">What it does.</param>
/// <param name="Now">The stream's own time now; null before it has one.</param>
internal sealed record Vitals(ScoopRun Run, Role Role, Func<DateTimeOffset?> Now)
{
    /// <summary>How many seconds of the stream pass in one by the clock. Default 1: only a demonstration goes faster.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The live networks that it listens to. Default none: others write to its topic.</summary>
    public IReadOnlyList<SourceHealth> Sources { get; init; } = [];

    /// <summary>Notices leads over the news; null where no news is watched.</summary>
    public LeadWatch? Leads { get; init; }

    /// <summary>Of the news that is watched; null where none is.</summary>
    public NewsRun? News { get; init; }

    /// <summary>Where traces go.</summary>
    public MetricsOptions Options { get; init; } = new();

    /// <summary>Of what leaves the desk; null if nothing does.</summary>
    public Courier? Deliveries { get; init; }

    /// <summary>Of the desk beside; null where there is none.</summary>
    public StoreHealth? Store { get; init; }

    /// <summary>Of what editors do at the desk beside; null where there is none.</summary>
    public ActCounts? Acts { get; init; }

    /// <summary>Of whom the desk beside has refused for asking too much; null where there is none.</summary>
    public RefusalCounts? Refusals { get; init; }

    /// <summary>Alerts come from it.</summary>
    public bool Tells => Role is Role.All or Role.Report;
}
