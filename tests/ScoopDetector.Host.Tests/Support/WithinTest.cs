using System.Runtime.CompilerServices;
using Xunit;

namespace ScoopDetector.Host.Tests.Support;

/// <summary>What the tests know as <c>Eventually</c>: it waits as <see cref="ScoopDetector.Faults.Eventually"/> does, and no longer than the test.</summary>
internal static class WithinTest
{
    public static Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        ScoopDetector.Faults.Eventually.Holds(condition, what, TestContext.Current.CancellationToken);

    public static Task Holds(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        ScoopDetector.Faults.Eventually.Holds(condition, what, TestContext.Current.CancellationToken);

    public static Task HoldsWithin(TimeSpan deadline, Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        ScoopDetector.Faults.Eventually.HoldsWithin(deadline, condition, what, TestContext.Current.CancellationToken);
}
