namespace ScoopDetector.Evaluation;

/// <summary>Keeps, of all lines of a thread, the one by which it is judged at a level: the first that fires.</summary>
/// <remarks>Memory grows with the threads, not with the lines.</remarks>
internal sealed class ThreadBook(ScoredLevel level)
{
    private readonly Dictionary<string, AlertLine> _firstByEvent = [];

    public void Accept(AlertLine line)
    {
        if (line.Fires && IsOfLevel(line))
            _firstByEvent.TryAdd(line.EventId, line);
    }

    /// <summary>The judged lines in order of time, ties by event id: the earlier of two threads gets the credit.</summary>
    public IEnumerable<AlertLine> InOrder() => _firstByEvent.Values
        .OrderBy(line => line.AlertedAt.EpochSeconds)
        .ThenBy(line => line.EventId, StringComparer.Ordinal);

    private bool IsOfLevel(AlertLine line) => line.Level is "alert" || (line.Level is "watch" && level is ScoredLevel.Watch);
}
