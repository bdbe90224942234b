using CsCheck;
using ScoopDetector.Alerts;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class PlainScoreTests
{
    private static readonly PlainScore Score = new();

    [Fact]
    public void The_contributions_add_up() => Evidences.Any.Sample(evidence =>
        Math.Abs(Score.Explain(evidence).Sum(reason => reason.Contribution) - Score.Of(evidence)) < 0.006);

    [Fact]
    public void The_reasons_come_by_what_they_contribute() => Evidences.Any.Sample(evidence =>
    {
        var contributions = Score.Explain(evidence).Select(reason => reason.Contribution).ToList();
        return contributions.SequenceEqual(contributions.OrderDescending());
    });

    [Fact]
    public void More_that_is_said_never_lowers_it_nor_does_more_surprise() => Gen.Select(Evidences.Any, Gen.Double[0, 5], Gen.Double[0, 10]).Sample((evidence, more, surprise) =>
        Score.Of(evidence with { Things = evidence.Things + more, CommonBits = evidence.CommonBits + more, Surprise = evidence.Surprise + surprise }) >= Score.Of(evidence) - 1e-9);

    [Fact]
    public void A_word_that_is_more_usual_never_raises_it() => Gen.Select(Evidences.Any, Gen.Double[0, 10]).Sample((evidence, more) =>
        Score.Of(evidence with { Usual = evidence.Usual + more }) <= Score.Of(evidence) + 1e-9);

    [Fact]
    public void What_comes_back_again_and_again_scores_less_each_time() => Evidences.Any.Sample(evidence =>
    {
        var scores = Enumerable.Range(0, 4).Select(times => Score.Of(evidence with { Earlier = times })).ToList();
        return scores.SequenceEqual(scores.OrderDescending()) && scores.Distinct().Count() == scores.Count;
    });

    [Fact]
    public void A_sign_as_small_talk_has_it_says_nothing() =>
        Assert.Equal(0, Score.Explain(Some.Evidence() with { CommonBits = 10 }).Single(reason => reason.Feature == "what two voices have in common, bits").Contribution);
}
