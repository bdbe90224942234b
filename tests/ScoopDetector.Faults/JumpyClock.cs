namespace ScoopDetector.Faults;

/// <summary>A clock whose hands can be moved, and by which no time passes: a silent stream stays where it is.</summary>
internal sealed class JumpyClock : TimeProvider
{
    private long _ticks = DateTime.UtcNow.Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => 0;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The hands are moved; no time passes.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
