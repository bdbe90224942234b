using System.Diagnostics.Tracing;

namespace ScoopDetector.Benchmarks.Measuring;

/// <summary>Hears from the runtime how long each garbage collection holds the program up, from when it begins to stop the threads until they go on.</summary>
/// <remarks>What the runtime tells comes later and on another thread, with the times at which it happened.</remarks>
internal sealed class GcPauses : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Gc = (EventKeywords)1;
    private const int SuspendBegins = 9;
    private const int RestartEnds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly int _before = GC.CollectionCount(0);
    private readonly List<double> _pauses = [];
    private DateTime? _since;

    /// <summary>In milliseconds, in the order in which they happened, up to now.</summary>
    public IReadOnlyList<double> Take()
    {
        var expected = GC.CollectionCount(0) - _before;
        SpinWait.SpinUntil(() => Count() >= expected, Patience);
        lock (_pauses)
        {
            return [.. _pauses];
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Informational, Gc);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId == SuspendBegins && IsForGc(eventData))
        {
            _since = eventData.TimeStamp;
        }
        else if (eventData.EventId == RestartEnds && _since is { } since)
        {
            _since = null;
            lock (_pauses)
            {
                _pauses.Add((eventData.TimeStamp - since).TotalMilliseconds);
            }
        }
    }

    /// <summary>The compiler stops the threads now and then, too: 1 and 6 are the collector and what it prepares.</summary>
    private static bool IsForGc(EventWrittenEventArgs told) =>
        told.PayloadNames?.IndexOf("Reason") is >= 0 and var at && told.Payload![at] is 1u or 6u;

    private int Count()
    {
        lock (_pauses)
        {
            return _pauses.Count;
        }
    }
}
