using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk;

/// <summary>The lanes that every desk has; behind them come those that the newsroom has saved.</summary>
internal static class Lanes
{
    /// <summary>What is neither dismissed nor put to another story.</summary>
    public const string Master = "handled=open";

    public static IReadOnlyList<(string Name, string Query)> Of(Who who, IEnumerable<Lane> saved) =>
    [
        ("Master", Master),
        ("Alerts", "level=alert&handled=open"),
        ("Unclaimed", "handled=unclaimed"),
        ("Mine", $"claimedBy={Uri.EscapeDataString(who.Name)}"),
        ("Watched", "handled=watched"),
        ("Dismissed", "handled=dismissed"),
        .. saved.Select(lane => (lane.Name, lane.Query)),
    ];
}
