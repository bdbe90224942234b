using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>Waits for what other threads and processes do; the one place where tests wait.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Fails, naming the condition, if it does not come true in time.</summary>
    public static Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Holds(() => Task.FromResult(condition()), Pause, Deadline, what);

    /// <summary>As above, of another program, which is asked less often.</summary>
    public static Task Holds(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Holds(condition, Pause * 20, Deadline, what);

    /// <summary>As above, of what takes longer by its nature.</summary>
    public static Task HoldsWithin(TimeSpan deadline, Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Holds(condition, Pause * 100, deadline, what);

    private static async Task Holds(Func<Task<bool>> condition, TimeSpan pause, TimeSpan deadline, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < deadline, $"Not within {deadline.TotalSeconds} s: {what}");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }
}
