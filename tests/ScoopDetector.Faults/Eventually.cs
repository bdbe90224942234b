using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ScoopDetector.Faults;

/// <summary>Waits for what other threads and processes do; the one place where the tests and the harness wait.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // The harness kills what it waits for, and has a thread of its own.
    private static readonly TimeSpan HarnessDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan HarnessPause = TimeSpan.FromMilliseconds(5);

    /// <summary>Fails, naming the condition, if it does not come true in time.</summary>
    /// <exception cref="TimeoutException">It did not.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "", CancellationToken stop = default) =>
        Holds(() => Task.FromResult(condition()), Pause, Deadline, what, stop);

    /// <summary>As above, of another program, which is asked less often.</summary>
    public static Task Holds(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "", CancellationToken stop = default) =>
        Holds(condition, Pause * 20, Deadline, what, stop);

    /// <summary>As above, of what takes longer by its nature.</summary>
    public static Task HoldsWithin(TimeSpan deadline, Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "", CancellationToken stop = default) =>
        Holds(condition, Pause * 100, deadline, what, stop);

    /// <summary>For the harness, which goes on either way and says what it found.</summary>
    /// <returns>Whether the condition came true in time.</returns>
    public static bool ComesTrue(Func<bool> condition, TimeSpan? within = null)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since) > (within ?? HarnessDeadline))
            {
                return false;
            }
            Thread.Sleep(HarnessPause);
        }
        return true;
    }

    /// <summary>A moment that the plan asks for: the fault is to come at no particular point.</summary>
    public static void Passes(TimeSpan time) => ComesTrue(static () => false, time);

    private static async Task Holds(Func<Task<bool>> condition, TimeSpan pause, TimeSpan deadline, string what, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since) >= deadline)
            {
                throw new TimeoutException($"Not within {deadline.TotalSeconds} s: {what}");
            }
            await Task.Delay(pause, stop);
        }
    }
}
