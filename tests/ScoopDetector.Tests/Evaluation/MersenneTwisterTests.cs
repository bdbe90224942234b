using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

public sealed class MersenneTwisterTests
{
    [Fact]
    public void It_yields_the_words_that_its_authors_published()
    {
        var chance = new MersenneTwister(0x123, 0x234, 0x345, 0x456);

        Assert.Equal([1067595299u, 955945823, 477289528, 4107218783, 4228976476], Enumerable.Range(0, 5).Select(_ => chance.NextWord()));
    }

    [Fact]
    public void It_yields_the_doubles_of_Python_for_seed_1_and_still_does_after_a_twist()
    {
        var chance = new MersenneTwister(1);

        Assert.Equal([0.13436424411240122, 0.8474337369372327, 0.763774618976614], Draw(chance, 3));
        Assert.Equal(0.7062615472551386, Draw(chance, 997)[^1]);
    }

    private static double[] Draw(MersenneTwister chance, int count) => [.. Enumerable.Range(0, count).Select(_ => chance.NextDouble())];
}
