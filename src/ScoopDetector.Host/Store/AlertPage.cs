namespace ScoopDetector.Host.Store;

/// <param name="Items">Those raised last come first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record AlertPage(IReadOnlyList<AlertEntry> Items, long? Next);
