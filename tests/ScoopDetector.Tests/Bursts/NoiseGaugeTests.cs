using ScoopDetector.Bursts;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class NoiseGaugeTests
{
    private readonly NoiseGauge _gauge = new(new() { NoiseShare = 0.001, MinSurprise = 3 });

    [Fact]
    public void It_begins_strict() => Assert.Equal(8, _gauge.Level);

    [Fact]
    public void A_calm_stream_brings_the_level_down_to_the_least()
    {
        _gauge.Look(1_000_000);

        Assert.Equal(3, _gauge.Level);
    }

    [Fact]
    public void In_a_noisy_stream_only_the_budgeted_share_of_uses_is_above_the_level()
    {
        var surprises = Enumerable.Range(0, 20_000).Select(i => 3 + (i % 1000 / 100.0)).ToList();
        surprises.ForEach(_gauge.Note);
        _gauge.Look(1_000_000);

        Assert.InRange(surprises.Count(surprise => surprise >= _gauge.Level), 700, 1300);
    }
}
