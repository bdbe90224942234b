using ScoopDetector.Host.Deliveries;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class PauseTests
{
    private readonly Pause _pause = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), new(1));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(4, 40)]
    [InlineData(7, 300)]
    [InlineData(5000, 300)]
    public void Each_is_twice_as_long_up_to_a_bound_less_up_to_half_by_chance(int failures, int seconds)
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => _pause.After(failures).TotalSeconds).ToArray();

        Assert.All(pauses, pause => Assert.InRange(pause, seconds * 0.5, seconds));
        Assert.True(pauses.Max() - pauses.Min() > seconds * 0.4);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(86_400, 3600)]
    public void What_a_receiver_asks_for_is_heeded_up_to_an_hour(int asked, int heeded) =>
        Assert.Equal(heeded, _pause.After(1, TimeSpan.FromSeconds(asked)).TotalSeconds);
}
