namespace ScoopDetector.Host.Desk;

/// <summary>How the stream goes, as told once a second.</summary>
/// <param name="EventTime">How far the stream has come, by its own time; null before its first post.</param>
/// <param name="Posts">Posts that the detector has read.</param>
/// <param name="PostsPerSecond">Over the last seconds, by the clock on the wall.</param>
/// <param name="Events">Events on the board.</param>
/// <param name="Alerts">Those of them that are alerts.</param>
/// <param name="State">learning, live or stopped.</param>
internal sealed record Heartbeat(string? EventTime, long Posts, double PostsPerSecond, int Events, int Alerts, string State)
{
    public static Heartbeat None { get; } = new(null, 0, 0, 0, 0, "learning");
}
