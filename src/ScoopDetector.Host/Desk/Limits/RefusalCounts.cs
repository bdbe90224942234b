namespace ScoopDetector.Host.Desk.Limits;

/// <summary>How often which limit has been reached, since the program was started. Safe to use from any thread.</summary>
internal sealed class RefusalCounts
{
    public static IReadOnlyList<Limit> Limits { get; } = Enum.GetValues<Limit>();

    private readonly long[] _refused = new long[Limits.Count];

    public long By(Limit limit) => Interlocked.Read(ref _refused[(int)limit]);

    public void Add(Limit limit) => Interlocked.Increment(ref _refused[(int)limit]);
}
