namespace ScoopDetector.Faults;

/// <summary>A clock whose hands can be moved, and by which a silent stream stays where it is until it is told.</summary>
internal sealed class JumpyClock : TimeProvider
{
    private long _ticks = DateTime.UtcNow.Ticks;
    private long _elapsed;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The hands are moved; no time passes.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _elapsed, time.Ticks);
}
