using System.Globalization;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Files;

/// <summary>How fast a replay lets event time pass: as fast as it goes, or a number of times as fast as the clock.</summary>
/// <remarks>It only waits: what comes of the posts is the same at any pace.</remarks>
internal sealed class ReplayPace(double? speed, TimeProvider clock)
{
    public const string Max = "max";

    /// <summary>Shorter waits are not worth a timer; they add up until they are.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(10);

    private long _firstMoment;
    private long? _began;

    public bool IsMax => speed is null;

    /// <summary><c>max</c>, or how many seconds of event time pass in one.</summary>
    public static ReplayPace Parse(string text, TimeProvider clock) => text switch
    {
        Max => new(null, clock),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.001 and <= 1_000_000 => new(speed, clock),
        _ => throw new UsageException($"--speed {text}: give max, or a number from 0.001 to 1000000, such as 1 for real time or 60 for a minute in a second."),
    };

    /// <summary>How long until this moment of event time is due. The first moment asked for is due at once.</summary>
    public TimeSpan Until(long moment)
    {
        if (speed is not { } times)
        {
            return TimeSpan.Zero;
        }
        if (_began is not { } began)
        {
            (_firstMoment, _began) = (moment, clock.GetTimestamp());
            return TimeSpan.Zero;
        }
        var wait = TimeSpan.FromMilliseconds((moment - _firstMoment) / times) - clock.GetElapsedTime(began);
        return wait < Least ? TimeSpan.Zero : wait;
    }

    public void Wait(long moment, CancellationToken stop)
    {
        // Long waits in pieces: a timer takes 49 days at most.
        while (Until(moment) is { Ticks: > 0 } wait)
        {
            Task.Delay(wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1), clock, stop).GetAwaiter().GetResult();
        }
    }

    public override string ToString() => speed?.ToString(CultureInfo.InvariantCulture) ?? Max;
}
