using ScoopDetector.News;

namespace ScoopDetector.Host.Runs;

/// <summary>What went into a run, what came out, and what it was run with: <c>summary.json</c>.</summary>
/// <remarks><c>lines + unfolded = posts + withdrawals + the sum of drops</c>.</remarks>
internal sealed record RunSummary
{
    /// <summary>Of the program.</summary>
    public required string Version { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What was wrong with a file, though not so wrong as to stop.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required long Lines { get; init; }

    /// <summary>What single lines held beyond their first post, withdrawal or drop; 0 unless they are in the form of some network.</summary>
    public required long Unfolded { get; init; }

    /// <summary>Posts that were counted.</summary>
    public required long Posts { get; init; }

    public required long Withdrawals { get; init; }

    /// <summary>By reason, zeros included.</summary>
    public required IReadOnlyDictionary<string, long> Drops { get; init; }

    /// <summary>In how many posts a field that may be left out was there and could not be read, by field, zeros included. The posts count without it.</summary>
    public required IReadOnlyDictionary<string, long> UnreadFields { get; init; }

    /// <summary>Ids that were forgotten before their time for want of room; see <see cref="Tallies.TallyOptions.RememberAtMost"/>.</summary>
    public required long ForgottenIds { get; init; }

    /// <summary>Event time of the first post, null if there was none.</summary>
    public required string? FirstEventAt { get; init; }

    public required string? LastEventAt { get; init; }

    public required double ElapsedSeconds { get; init; }

    public required double PostsPerSecond { get; init; }

    public required long PeakMemoryMegabytes { get; init; }

    public required int Partitions { get; init; }

    /// <summary><c>max</c>, or how many seconds of event time passed in one.</summary>
    public required string Speed { get; init; }

    /// <summary>Revisions by level and state, zeros included.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Alerts { get; init; }

    /// <summary>Distinct events by the highest level that each reached.</summary>
    public required IReadOnlyDictionary<string, int> Threads { get; init; }

    /// <summary>The same by day of event time; null while no time has passed.</summary>
    public required IReadOnlyDictionary<string, double>? ThreadsPerDay { get; init; }

    /// <summary>How far the alerts were ahead of the news; null without headlines.</summary>
    public LeadLedger? Leads { get; init; }

    /// <summary>All of them, the defaults too. This object is itself a file for <c>--config</c>.</summary>
    public required ScoopOptions Options { get; init; }
}
