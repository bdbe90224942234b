using CsCheck;
using ScoopDetector.Bursts;
using Xunit;

namespace ScoopDetector.Tests.Bursts;

public sealed class NegativeBinomialTests
{
    [Theory]
    [InlineData(3, 0.02, 0.3)]
    [InlineData(5, 1.0, 2.0)]
    [InlineData(12, 3.0, 12.0)]
    [InlineData(60, 8.0, 0.7)]
    public void The_surprise_is_the_tail_summed_term_by_term(int k, double mean, double shape)
    {
        var p = mean / (mean + shape);
        double mass = Math.Pow(1 - p, shape), below = 0;
        for (var i = 0; i < k; i++)
        {
            below += mass;
            mass *= (shape + i) / (i + 1) * p;
        }
        double tail = 0;
        for (var i = k; i < k + 5000; i++)
        {
            tail += mass;
            mass *= (shape + i) / (i + 1) * p;
        }

        Assert.Equal(-Math.Log10(tail), NegativeBinomial.Surprise(k, mean, shape), 6);
        Assert.Equal(1, below + tail, 6);
    }

    [Fact]
    public void What_is_not_above_the_mean_is_no_surprise() => Assert.Equal(0, NegativeBinomial.Surprise(3, 3, 1));

    [Fact]
    public void What_is_surprising_enough_is_told_as_the_surprise_itself_would() => Gen
        .Select(Gen.Int[1, 200], Gen.Double[0.001, 60], Gen.Double[0.1, 20], Gen.Double[1, 12])
        .Sample((k, mean, shape, enough) => NegativeBinomial.IsSurprising(k, mean, shape, enough) == NegativeBinomial.Surprise(k, mean, shape) >= enough);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 3.1780538303479458)]
    [InlineData(0.5, 0.5723649429247001)]
    [InlineData(100.5, 361.43554047)]
    public void The_logarithm_of_gamma_is_the_known_one(double x, double expected) => Assert.Equal(expected, NegativeBinomial.LogGamma(x), 6);
}
