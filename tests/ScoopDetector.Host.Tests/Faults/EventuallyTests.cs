using Xunit;

namespace ScoopDetector.Host.Tests.Faults;

public sealed class EventuallyTests
{
    [Fact]
    public async Task A_wait_ends_when_nobody_waits_for_it_any_more()
    {
        using var stop = new CancellationTokenSource();

        var wait = ScoopDetector.Faults.Eventually.Holds(
            () =>
            {
                stop.Cancel();
                return false;
            },
            "what never comes",
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
