namespace ScoopDetector.Host.Checkpoints;

/// <summary>How it stands with the checkpoints of a run in one place, for operators. Written by the run, read by any thread.</summary>
/// <param name="clock">By which a checkpoint is old.</param>
internal sealed class CheckpointProgress(TimeProvider clock)
{
    private long _latestAt;
    private long _bytes;
    private long _failures;
    private volatile string? _fault;

    /// <summary>Checkpoints are to be written there.</summary>
    public bool IsKept { get; private set; }

    /// <summary>When what lies there was last what was known; null before the first.</summary>
    public DateTimeOffset? LatestAt => Interlocked.Read(ref _latestAt) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>Of the latest.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Why the last could not be written; null if it could.</summary>
    public string? Fault => _fault;

    /// <summary>Is told for how long the stream stood still for each.</summary>
    public event Action<TimeSpan>? Paused;

    public void Begin() => IsKept = true;

    /// <summary>Nothing was read since the last: it is as good as new.</summary>
    public void Confirm()
    {
        if (_fault is null)
        {
            Interlocked.Exchange(ref _latestAt, clock.GetUtcNow().UtcTicks);
        }
    }

    /// <summary>Another process does its work now: what this one had saved is of no interest.</summary>
    public void Forget() => Interlocked.Exchange(ref _latestAt, 0);

    public void StoodStill(TimeSpan pause) => Paused?.Invoke(pause);

    public void Wrote(long bytes)
    {
        Interlocked.Exchange(ref _bytes, bytes);
        _fault = null;
        Confirm();
    }

    /// <returns>Whether it is news: another fault than at the last try.</returns>
    public bool Fail(string fault)
    {
        Interlocked.Increment(ref _failures);
        var isNews = _fault != fault;
        _fault = fault;
        return isNews;
    }
}
