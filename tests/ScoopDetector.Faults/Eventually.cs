using System.Diagnostics;

namespace ScoopDetector.Faults;

/// <summary>Waits for what other threads and processes do; the one place where the harness waits.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <returns>Whether the condition came true in time.</returns>
    public static bool Holds(Func<bool> condition, TimeSpan? within = null)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since) > (within ?? Deadline))
            {
                return false;
            }
            Thread.Sleep(Pause);
        }
        return true;
    }

    /// <summary>A moment that the plan asks for: the fault is to come at no particular point.</summary>
    public static void Passes(TimeSpan time) => Holds(static () => false, time);
}
