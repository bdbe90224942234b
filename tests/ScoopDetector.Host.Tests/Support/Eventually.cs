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
    public static async Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
