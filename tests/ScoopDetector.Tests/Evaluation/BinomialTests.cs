using CsCheck;
using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

public sealed class BinomialTests
{
    // Values of the beta distribution, as any table of Clopper and Pearson has them.
    [Theory]
    [InlineData(0, 20, 0, .16843)]
    [InlineData(1, 10, .00253, .44502)]
    [InlineData(5, 10, .18709, .81291)]
    [InlineData(10, 10, .69150, 1)]
    [InlineData(3, 1000, .00062, .00874)]
    public void It_is_the_exact_interval(int hits, int trials, double low, double high)
    {
        var interval = Binomial.Interval(hits, trials)!.Value;

        Assert.Equal(low, interval.Low, 1e-5);
        Assert.Equal(high, interval.High, 1e-5);
    }

    [Fact]
    public void No_trials_say_nothing() => Assert.Null(Binomial.Interval(0, 0));

    [Fact]
    public void It_holds_what_was_seen_and_mirrors_what_was_not() => Gen.Int[1, 300].SelectMany(trials => Gen.Int[0, trials].Select(hits => (hits, trials))).Sample(one =>
    {
        var (seen, unseen) = (Binomial.Interval(one.hits, one.trials)!.Value, Binomial.Interval(one.trials - one.hits, one.trials)!.Value);
        var share = one.hits / (double)one.trials;
        return seen.Low <= share && share <= seen.High && Math.Abs(seen.Low - (1 - unseen.High)) < 1e-9;
    });
}
