using System.Runtime.CompilerServices;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>What the desk shows: the latest revision of each of the latest events, and how the stream goes. Safe to use from any thread.</summary>
/// <remarks>Followers have no queues. Each remembers the number of the last change it saw and is told of every event that has changed since: one that is slow, or was
/// away, gets the latest revision of each and never a stale one, and costs no memory.</remarks>
/// <param name="capacity">How many events are kept; beyond it the one that has gone longest without a change is dropped.</param>
internal sealed class AlertBoard(int capacity = 500)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BoardEntry> _entries = [];
    private TaskCompletionSource _changed = NewSignal();
    private Heartbeat _heartbeat = Heartbeat.None;
    private long _lastId;
    private bool _isClosed;

    public Heartbeat Heartbeat
    {
        get
        {
            lock (_lock)
            {
                return _heartbeat;
            }
        }
    }

    /// <summary>What was opened or raised last comes first; a mere update does not move an event.</summary>
    public IReadOnlyList<BoardEntry> NewestFirst()
    {
        lock (_lock)
        {
            return [.. _entries.Values.OrderByDescending(entry => entry.RaisedId)];
        }
    }

    /// <summary>Takes note of a revision. One that is older than what is shown changes nothing.</summary>
    public BoardEntry Post(Alert alert)
    {
        lock (_lock)
        {
            var before = _entries.GetValueOrDefault(alert.EventId);
            if (before is not null && alert.Revision <= before.Alert.Revision)
            {
                return before;
            }
            var after = Next(before, alert, ++_lastId);
            _entries[alert.EventId] = after;
            Trim();
            Signal();
            return after;
        }
    }

    /// <param name="beat">How the stream goes; the counts of events are filled in here.</param>
    public Heartbeat Beat(Heartbeat beat)
    {
        lock (_lock)
        {
            _heartbeat = beat with { Events = _entries.Count, Alerts = _entries.Values.Count(entry => entry.Alert.Level == AlertLevel.Alert) };
            Signal();
            return _heartbeat;
        }
    }

    /// <summary>All events that change from now on, and those that have changed since <paramref name="after"/>; in between, how the stream goes.</summary>
    /// <param name="after">The number of the last change that was seen; null for from now on. A number that was never given out is another board's: then all are told.</param>
    /// <param name="stop">Ends the following; so does <see cref="Close"/>.</param>
    /// <returns><see cref="BoardEntry"/> and <see cref="Desk.Heartbeat"/>.</returns>
    public async IAsyncEnumerable<object> Follow(long? after, [EnumeratorCancellation] CancellationToken stop)
    {
        var (seen, beat) = (Begin(after), default(Heartbeat));
        while (true)
        {
            var (changes, latest, changed, isClosed) = Since(seen);
            foreach (var change in changes)
            {
                seen = change.Id;
                yield return change;
            }
            if (!ReferenceEquals(beat, latest))
            {
                yield return beat = latest;
            }
            if (isClosed)
            {
                yield break;
            }
            await changed.WaitAsync(stop);
        }
    }

    /// <summary>Nothing more will come: all who follow are let go.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Signal();
        }
    }

    private static BoardEntry Next(BoardEntry? before, Alert alert, long id) =>
        before is null ? new(id, id, alert.AlertedAt, alert.AlertedAt, alert)
        : alert.Level > before.Alert.Level ? before with { Id = id, RaisedId = id, RaisedAt = alert.AlertedAt, Alert = alert }
        : before with { Id = id, Alert = alert };

    // Continuations run elsewhere: whoever posts must not write to followers' connections under the lock.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long Begin(long? after)
    {
        lock (_lock)
        {
            return after is null ? _lastId : after > _lastId ? 0 : after.Value;
        }
    }

    private (List<BoardEntry> Changes, Heartbeat Heartbeat, Task Changed, bool IsClosed) Since(long id)
    {
        lock (_lock)
        {
            return ([.. _entries.Values.Where(entry => entry.Id > id).OrderBy(entry => entry.Id)], _heartbeat, _changed.Task, _isClosed);
        }
    }

    private void Trim()
    {
        if (_entries.Count > capacity)
        {
            _entries.Remove(_entries.Values.MinBy(entry => entry.Id)!.Alert.EventId);
        }
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }
}
