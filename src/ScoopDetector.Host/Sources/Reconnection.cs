namespace ScoopDetector.Host.Sources;

/// <summary>Decides how long to wait before the next attempt: up to twice as long each time, at random below that (full jitter), so that a
/// thousand clients of a server that comes back do not come back at once.</summary>
/// <param name="options">The first bound and the last.</param>
/// <param name="chance">Where in between.</param>
internal sealed class Reconnection(SourcesOptions options, Random chance)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private int _attempts;

    /// <summary>Something was heard: the next fault is the first again.</summary>
    public void Works() => _attempts = 0;

    public TimeSpan Next(SourceFault? fault)
    {
        var (first, most, jitters) = fault?.Patience switch
        {
            Patience.Long => (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), false),
            Patience.Medium => (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(320), false),
            _ => (options.BackOff, options.BackOffMost, true),
        };
        var bound = first * Math.Pow(2, Math.Min(_attempts++, 20));
        bound = bound < most ? bound : most;
        // A server that says when is taken at its word, within reason: it can neither be hammered nor forgotten.
        return jitters ? bound * chance.NextDouble()
            : fault?.RetryAfter is { } told ? TimeSpan.FromTicks(Math.Clamp(told.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks))
            : bound * (1 + (0.2 * chance.NextDouble()));
    }
}
