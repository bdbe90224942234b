using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Runs;

/// <summary>Counts what a run has told, and remembers what was the greatest news. Safe to read while another thread adds.</summary>
internal sealed class AlertLedger
{
    private const int Most = 5;

    private readonly Lock _lock = new();
    private readonly int[,] _counts = new int[Enum.GetValues<AlertLevel>().Length, Enum.GetValues<AlertState>().Length];
    private readonly Dictionary<string, AlertLevel> _threads = [];
    private readonly List<Alert> _greatest = [];
    private int _count;

    /// <summary>Revisions of all levels and states.</summary>
    public int Count => Locked(() => _count);

    /// <summary>Of the threads that reached the level of an alert the five most newsworthy, as they were when they reached it, the most newsworthy first.</summary>
    public IReadOnlyList<Alert> Greatest => Locked(() => _greatest.ToArray());

    public void Add(Alert alert)
    {
        using var held = _lock.EnterScope();
        _count++;
        _counts[(int)alert.Level, (int)alert.State]++;
        var isNew = !_threads.TryGetValue(alert.EventId, out var highest);
        if (isNew || alert.Level > highest)
        {
            _threads[alert.EventId] = alert.Level;
            if (alert.Level == AlertLevel.Alert)
            {
                KeepIfGreat(alert);
            }
        }
    }

    public int Revisions(AlertLevel level, AlertState state) => Locked(() => _counts[(int)level, (int)state]);

    /// <summary>Events whose highest level was this: each counts once.</summary>
    public int Threads(AlertLevel level) => Locked(() => _threads.Values.Count(highest => highest == level));

    private void KeepIfGreat(Alert alert)
    {
        var place = _greatest.FindIndex(other => other.Newsworthiness < alert.Newsworthiness);
        _greatest.Insert(place < 0 ? _greatest.Count : place, alert);
        if (_greatest.Count > Most)
        {
            _greatest.RemoveAt(Most);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        using var held = _lock.EnterScope();
        return read();
    }
}
