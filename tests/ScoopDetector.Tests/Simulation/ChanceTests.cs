using CsCheck;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Tests.Simulation;

public sealed class ChanceTests
{
    [Fact]
    public void It_is_SplitMix64() => Assert.Equal(0xE220A8397B1DCDAFUL, new Chance(0).Next());

    [Fact]
    public void Purposes_do_not_share_their_draws() => Assert.NotEqual(Chance.For(1, 1).Next(), Chance.For(1, 2).Next());

    [Fact]
    public void Draws_stay_in_their_range() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 1000]).Sample((seed, count) =>
        {
            var chance = new Chance(seed);
            return chance.Below(count) is var below && below >= 0 && below < count
                && chance.Unit() is >= 0 and < 1
                && chance.Whole(count, count + 3) is var whole && whole >= count && whole <= count + 3
                && chance.LogUniform(12, 1000) is >= 11.999 and <= 1000.001
                && chance.Exponential(1) >= 0;
        });

    [Fact]
    public void Normal_draws_have_mean_nought_and_deviation_one()
    {
        var chance = new Chance(1);
        var draws = Enumerable.Range(0, 20_000).Select(_ => chance.Normal()).ToList();

        Assert.InRange(draws.Average(), -0.03, 0.03);
        Assert.InRange(draws.Average(draw => draw * draw), 0.97, 1.03);
    }

    [Fact]
    public void A_shuffle_loses_nothing() =>
        Gen.Select(Gen.ULong, Gen.Int.Array).Sample((seed, items) =>
        {
            var shuffled = items.ToArray();
            new Chance(seed).Shuffle(shuffled);
            return shuffled.Order().SequenceEqual(items.Order());
        });

    [Fact]
    public void Weights_are_kept()
    {
        var (choice, chance, counts) = (new WeightedChoice([1, 0, 3, 6]), new Chance(7), new int[4]);
        for (var n = 0; n < 10_000; n++) counts[choice.Draw(chance)]++;

        Assert.Equal(0, counts[1]);
        Assert.InRange(counts[0], 900, 1100);
        Assert.InRange(counts[2], 2800, 3200);
        Assert.InRange(counts[3], 5800, 6200);
    }

    [Fact]
    public void Of_Zipfs_ranks_the_first_is_drawn_most()
    {
        var (choice, chance, counts) = (WeightedChoice.Zipf(100, 1, 1), new Chance(7), new int[100]);
        for (var n = 0; n < 20_000; n++) counts[choice.Draw(chance)]++;

        Assert.InRange(counts[0] / (double)counts[9], 7, 14);
    }
}
