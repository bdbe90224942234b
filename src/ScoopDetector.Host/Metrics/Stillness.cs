namespace ScoopDetector.Host.Metrics;

/// <summary>For how long a count has stood still, as far as those who look can tell: nothing is asked of whoever counts. Safe to use from any thread.</summary>
internal sealed class Stillness(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _count = -1;
    private long _since;

    public TimeSpan Look(long count)
    {
        lock (_lock)
        {
            if (count != _count)
            {
                (_count, _since) = (count, clock.GetTimestamp());
            }
            return clock.GetElapsedTime(_since);
        }
    }
}
