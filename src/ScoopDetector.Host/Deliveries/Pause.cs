namespace ScoopDetector.Host.Deliveries;

/// <summary>How long to wait after a failure: twice as long each time up to a bound, less up to half of it by chance.</summary>
internal sealed class Pause(TimeSpan first, TimeSpan most, Random chance)
{
    private const int Doublings = 20;

    /// <summary>The longest that is ever waited: the bound, or an hour where a receiver asks for it.</summary>
    public static TimeSpan Most(TimeSpan bound) => TimeSpan.FromTicks(Math.Max(bound.Ticks, TimeSpan.TicksPerHour));

    /// <param name="failures">In a row, this one included.</param>
    /// <param name="asked">What the receiver asked for; it is heeded up to the bound, or an hour where that is more.</param>
    public TimeSpan After(int failures, TimeSpan? asked = null)
    {
        var whole = TimeSpan.FromTicks(Math.Min(most.Ticks, first.Ticks << Math.Clamp(failures - 1, 0, Doublings)));
        var pause = whole * (0.5 + (0.5 * chance.NextDouble()));
        var heeded = TimeSpan.FromTicks(Math.Min((asked ?? TimeSpan.Zero).Ticks, Most(most).Ticks));
        return pause > heeded ? pause : heeded;
    }
}
