namespace ScoopDetector.Host.Kafka;

/// <summary>How long to wait before the next attempt: twice as long each time, up to a bound.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan most)
{
    private TimeSpan? _last;

    public TimeSpan Next()
    {
        var pause = _last * 2 ?? first;
        _last = pause < most ? pause : most;
        return _last.Value;
    }

    /// <summary>It worked: the next fault is the first again.</summary>
    public void Reset() => _last = null;
}
