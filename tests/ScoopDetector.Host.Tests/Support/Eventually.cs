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
        Holds(() => Task.FromResult(condition()), Pause, what);

    /// <summary>As above, of another program, which is asked less often.</summary>
    public static Task Holds(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Holds(condition, Pause * 20, what);

    private static async Task Holds(Func<Task<bool>> condition, TimeSpan pause, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(pause, TestContext.Current.CancellationToken);
        }
    }
}
