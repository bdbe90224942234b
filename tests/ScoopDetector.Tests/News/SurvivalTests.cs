using CsCheck;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Tests.News;

public sealed class SurvivalTests
{
    [Fact]
    public void Without_censoring_it_is_the_share_of_those_that_come_later() =>
        Assert.Equal([(1, 0.75), (2, 0.5), (3, 0.25), (4, 0.0)], Survival.Curve([Covered(3), Covered(1), Covered(4), Covered(2)]));

    [Fact]
    public void Who_was_only_waited_for_counts_as_long_as_that_and_no_longer() =>
        // Kaplan and Meier by hand: 3/4 after the first, then one of two.
        Assert.Equal([(1, 0.75), (3, 0.375)], Survival.Curve([Covered(1), Never(2), Covered(3), Never(9)]));

    [Fact]
    public void Where_fewer_than_half_are_ever_covered_there_is_no_median() => Assert.Null(Survival.Median([Covered(1), Never(9), Never(9)]));

    [Fact]
    public void A_median_may_lie_before_the_alert() => Assert.Equal(-5, Survival.Median([Covered(-5), Covered(-9), Never(9)]));

    [Fact]
    public void The_share_never_rises_and_stays_between_0_and_1() => Gen.Select(Gen.Int[-100, 100], Gen.Bool).Array[0, 30].Sample(cases =>
    {
        var last = 1.0;
        foreach (var (_, share) in Survival.Curve(cases.Select(one => one.Item2 ? Covered(one.Item1) : Never(one.Item1))))
        {
            Assert.InRange(share, -1e-12, last);
            last = share;
        }
    }, iter: 2_000);

    private static Lead Covered(double seconds) => Of(seconds, LeadOutcome.Earlier);

    private static Lead Never(double seconds) => Of(seconds, LeadOutcome.NeverCovered);

    private static Lead Of(double seconds, LeadOutcome outcome) => new("e", "", "", "", null, null, null, seconds, outcome);
}
