using CsCheck;
using ScoopDetector.Evaluation;
using Xunit;

namespace ScoopDetector.Tests.Evaluation;

public sealed class NdcgTests
{
    [Fact]
    public void Three_places_worked_out_by_hand()
    {
        // News at places 2 and 3 of 3: (1/log2 3 + 1/log2 4) / (1 + 1/log2 3).
        Assert.Equal(1.130929753571457 / 1.630929753571457, Ndcg.Of([false, true, true])!.Value, 1e-12);
        Assert.Equal(1, Ndcg.Of([true, true, false]));
    }

    [Fact]
    public void Beyond_the_twentieth_place_nobody_reads()
    {
        Assert.Equal(0, Ndcg.Of([.. Enumerable.Repeat(false, 20), true]));
        Assert.Equal(1, Ndcg.Of([.. Enumerable.Repeat(true, 20), false, true]));
    }

    [Fact]
    public void A_day_without_news_has_no_ranking()
    {
        Assert.Null(Ndcg.Of([false, false]));
        Assert.Null(Ndcg.ByChance(0, 2));
    }

    [Fact]
    public void Chance_is_the_mean_over_all_orders() => Assert.Equal(
        new bool[][] { [true, true, false], [true, false, true], [false, true, true] }.Average(order => Ndcg.Of(order)!.Value),
        Ndcg.ByChance(2, 3)!.Value,
        1e-12);

    [Fact]
    public void To_move_news_up_by_a_place_never_lowers_it() => Gen.Bool.List[2, 30].SelectMany(list => Gen.Int[1, list.Count - 1].Select(at => (list, at))).Sample(one =>
    {
        var (ranked, at) = one;
        bool[] better = [.. ranked];
        (better[at - 1], better[at]) = (ranked[at - 1] || ranked[at], ranked[at - 1] && ranked[at]);
        return (Ndcg.Of(better) ?? 0) >= (Ndcg.Of(ranked) ?? 0) - 1e-12;
    });
}
