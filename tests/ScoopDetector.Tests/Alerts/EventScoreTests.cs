using CsCheck;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class EventScoreTests
{
    private static readonly Gen<double> Share = Gen.Double[0, 1];

    private static readonly Gen<EventEvidence> SomeEvidence = Gen.Select(
        Gen.Select(Gen.Double[1, 6], Gen.Double[0, 100], Gen.Double[0, 20], Gen.Double[0, 20], Gen.Double[0, 10]),
        Gen.Select(Share, Share, Share, Share, Share),
        (counts, shares) => Some.Evidence() with
        {
            Things = counts.Item1,
            Minutes = counts.Item2,
            Surprise = counts.Item3,
            Usual = counts.Item4,
            SecondSurprise = counts.Item5,
            RepostShare = shares.Item1,
            LinkShare = shares.Item2,
            Aboutness = shares.Item3,
            NamedShare = shares.Item4,
            FirstPersonShare = shares.Item5,
        });

    [Fact]
    public void The_contributions_add_up() => SomeEvidence.Sample(evidence =>
        Math.Abs(EventScore.Explain(evidence).Sum(reason => reason.Contribution) - EventScore.Of(evidence)) < 0.06);

    [Fact]
    public void The_reasons_come_by_what_they_contribute() => SomeEvidence.Sample(evidence =>
    {
        var contributions = EventScore.Explain(evidence).Select(reason => reason.Contribution).ToList();
        return contributions.SequenceEqual(contributions.OrderDescending());
    });

    [Fact]
    public void More_that_is_said_never_lowers_it_nor_does_more_surprise() => Gen.Select(SomeEvidence, Gen.Double[0, 5], Gen.Double[0, 10]).Sample((evidence, more, surprise) =>
        EventScore.Of(evidence with { Things = evidence.Things + more, CommonBits = evidence.CommonBits + more, Surprise = evidence.Surprise + surprise }) >= EventScore.Of(evidence) - 1e-9);

    [Fact]
    public void A_word_that_is_more_usual_never_raises_it() => Gen.Select(SomeEvidence, Gen.Double[0, 10]).Sample((evidence, more) =>
        EventScore.Of(evidence with { Usual = evidence.Usual + more }) <= EventScore.Of(evidence) + 1e-9);

    [Fact]
    public void What_comes_back_again_and_again_scores_less_each_time() => SomeEvidence.Sample(evidence =>
    {
        var scores = Enumerable.Range(0, 4).Select(times => EventScore.Of(evidence with { Earlier = times })).ToList();
        return scores.SequenceEqual(scores.OrderDescending()) && scores.Distinct().Count() == scores.Count;
    });

    [Fact]
    public void A_sign_as_small_talk_has_it_says_nothing() =>
        Assert.Equal(0, EventScore.Explain(Some.Evidence() with { CommonBits = 10 }).Single(reason => reason.Feature == "what two voices have in common, bits").Contribution);
}
