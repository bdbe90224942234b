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
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 8], Gen.Double[0, 20], Gen.Double[0, 20], Gen.Double[0, 10]),
        Gen.Select(Share, Share, Share, Share, Share),
        (counts, shares) => Some.Evidence() with
        {
            Independent = counts.Item1,
            Concepts = counts.Item2,
            Surprise = counts.Item3,
            Usual = counts.Item4,
            PerMinute = counts.Item5,
            RepostShare = shares.Item1,
            LinkShare = shares.Item2,
            Aboutness = shares.Item3,
            NamedShare = shares.Item4,
            Kinship = shares.Item5,
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
    public void More_voices_never_lower_it() => Gen.Select(SomeEvidence, Gen.Int[0, 40]).Sample((evidence, more) =>
        EventScore.Of(evidence with { Independent = evidence.Independent + more }) >= EventScore.Of(evidence) - 1e-9);

    [Fact]
    public void Nor_does_more_that_is_said_nor_more_surprise() => Gen.Select(SomeEvidence, Gen.Int[0, 5], Gen.Double[0, 10]).Sample((evidence, concepts, surprise) =>
        EventScore.Of(evidence with { Concepts = evidence.Concepts + concepts, Surprise = evidence.Surprise + surprise }) >= EventScore.Of(evidence) - 1e-9);

    [Fact]
    public void A_word_that_is_more_usual_never_raises_it() => Gen.Select(SomeEvidence, Gen.Double[0, 10]).Sample((evidence, more) =>
        EventScore.Of(evidence with { Usual = evidence.Usual + more }) <= EventScore.Of(evidence) + 1e-9);

    [Fact]
    public void Likeness_to_an_older_event_lowers_it() => Gen.Select(SomeEvidence, Gen.Double[0.01, 1]).Sample((evidence, kinship) =>
        EventScore.Of(evidence with { Kinship = kinship }) < EventScore.Of(evidence with { Kinship = 0 }));

    [Fact]
    public void A_sign_as_small_talk_has_it_says_nothing() =>
        Assert.Equal(0, EventScore.Explain(Some.Evidence() with { PerMinute = 0.6 }).Single(reason => reason.Feature == "posts a minute").Contribution);
}
