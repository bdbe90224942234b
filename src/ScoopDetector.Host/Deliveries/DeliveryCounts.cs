namespace ScoopDetector.Host.Deliveries;

/// <summary>What was sent and what was not, by way, since the program was started. Safe to use from any thread.</summary>
internal sealed class DeliveryCounts
{
    public static IReadOnlyList<Way> Ways { get; } = Enum.GetValues<Way>();

    private readonly long[] _sent = new long[Ways.Count];
    private readonly long[] _failed = new long[Ways.Count];
    private readonly long[] _retried = new long[Ways.Count];
    private readonly long[] _stale = new long[Ways.Count];

    /// <summary>Is told of each that was sent, and how long after it was due.</summary>
    public event Action<Way, TimeSpan>? Arrived;

    public long SentBy(Way way) => Interlocked.Read(ref _sent[(int)way]);

    public long FailedBy(Way way) => Interlocked.Read(ref _failed[(int)way]);

    /// <summary>Attempts that failed and were not the last.</summary>
    public long RetriedBy(Way way) => Interlocked.Read(ref _retried[(int)way]);

    /// <summary>Not made out, as they were old news when the desk heard of them.</summary>
    public long StaleBy(Way way) => Interlocked.Read(ref _stale[(int)way]);

    public void Sent(Way way, IEnumerable<TimeSpan> delays)
    {
        foreach (var delay in delays)
        {
            Interlocked.Increment(ref _sent[(int)way]);
            Arrived?.Invoke(way, delay);
        }
    }

    public void Failed(Way way, int deliveries) => Interlocked.Add(ref _failed[(int)way], deliveries);

    public void Stale(Way way) => Interlocked.Increment(ref _stale[(int)way]);

    public void Retried(Way way) => Interlocked.Increment(ref _retried[(int)way]);
}
