using CsCheck;
using ScoopDetector.Bursts;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class ForgettingTests
{
    private const int PanesPerHour = 720;

    private readonly Forgetting _forgetting = new([TimeSpan.FromHours(1), TimeSpan.FromHours(24)], 5_000);

    [Fact]
    public void What_was_just_counted_is_remembered_in_full() => Assert.Equal((1f, 1f), (_forgetting.After(0, 0), _forgetting.After(0, 1)));

    [Fact]
    public void After_the_time_constant_the_eth_part_is_left()
    {
        Assert.Equal(1 / Math.E, _forgetting.After(PanesPerHour, 0), 1e-6);
        Assert.Equal(1 / Math.E, _forgetting.After(24 * PanesPerHour, 1), 1e-6);
    }

    [Fact]
    public void To_wait_twice_is_to_wait_for_the_sum() => Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 20_000]).Sample((a, b) =>
        Math.Abs((_forgetting.After(a, 1) * _forgetting.After(b, 1)) - _forgetting.After(a + b, 1)) < 1e-6);

    [Fact]
    public void Nothing_is_remembered_anew() => Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 20_000]).Sample((panes, more) =>
        _forgetting.After(panes + more, 1) < _forgetting.After(panes, 1) && _forgetting.After(panes, 0) <= _forgetting.After(panes, 1));
}
