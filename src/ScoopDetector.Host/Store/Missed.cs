namespace ScoopDetector.Host.Store;

/// <summary>What was raised while somebody was away.</summary>
/// <param name="First">The most important of it: alerts first, then the latest first.</param>
/// <param name="Alerts">How many alerts there are in all.</param>
/// <param name="Watches">How many events on watch.</param>
internal sealed record Missed(IReadOnlyList<AlertEntry> First, int Alerts, int Watches)
{
    public static Missed Nothing { get; } = new([], 0, 0);

    public int Count => Alerts + Watches;
}
