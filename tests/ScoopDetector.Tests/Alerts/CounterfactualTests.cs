using CsCheck;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class CounterfactualTests
{
    private const int Voices = 3;

    private static readonly PlainScore Plain = new();
    private static readonly INewsScore Shipped = NewsScores.Named(NewsScores.Shipped)!;

    [Fact]
    public void Each_changes_the_decision_and_changes_nothing_else() => Gen.Select(Evidences.Any, Gen.Double[-3, 3], Gen.Bool).Sample((evidence, bar, isPlain) =>
    {
        var score = isPlain ? Plain : Shipped;
        return Counterfactual.Of(score, evidence, bar, Voices).All(other =>
        {
            var otherwise = other.Sign.With(evidence, other.Needed);
            return IsTold(score, otherwise, bar) != IsTold(score, evidence, bar)
                && score.Of(otherwise) == other.Score
                && Sign.All.All(sign => sign == other.Sign || sign.Value(otherwise) == sign.Value(evidence));
        });
    });

    [Fact]
    public void Each_goes_the_way_that_makes_sense() => Gen.Select(Evidences.Any, Gen.Int[3, 30], Gen.Double[-3, 3]).Sample((some, voices, bar) =>
    {
        var evidence = some with { Independent = voices };
        var isTold = IsTold(Shipped, evidence, bar);
        return Counterfactual.Of(Shipped, evidence, bar, Voices).All(other =>
        {
            var better = other.Sign.IsCount ? other.Needed - other.Was : Plain.Of(other.Sign.With(evidence, other.Needed)) - Plain.Of(evidence);
            return isTold ? better < 0 : better > 0;
        });
    });

    [Fact]
    public void A_model_that_falls_where_a_voice_joins_has_nobody_told_that_one_voice_more_would_have_prevented_it()
    {
        var evidence = Some.Evidence(voices: 11);

        Assert.Equal(2, Assert.Single(Counterfactual.Of(new FallsAtTwelve(), evidence, bar: 0, Voices)).Needed);
    }

    [Fact]
    public void What_is_needed_lies_within_what_can_be() => Gen.Select(Evidences.Any, Gen.Double[-3, 3]).Sample((evidence, bar) =>
        Counterfactual.Of(Plain, evidence, bar, Voices).All(other => other.Needed >= Math.Min(other.Was, other.Sign.Least) && other.Needed <= Math.Max(other.Was, other.Sign.Most)));

    [Fact]
    public void A_little_less_of_a_change_would_not_do()
    {
        // Straight from 0.25 to 0.5 reposts, from 1.55 to 3.
        var evidence = Some.Evidence(voices: 5) with { RepostShare = 0.5 };
        var bar = Plain.Of(evidence with { RepostShare = 0.3 });

        var reposts = Counterfactual.Of(Plain, evidence, bar, Voices).Single(other => other.Sign == Sign.Reposts);

        Assert.Equal(0.29, reposts.Needed, 0.011);
        Assert.True(Plain.Of(evidence with { RepostShare = reposts.Needed + 0.02 }) >= bar);
    }

    [Fact]
    public void Voices_are_whole_people()
    {
        var evidence = Some.Evidence(voices: 5);
        var fewer = Counterfactual.Of(Plain, evidence, Plain.Of(evidence) - 1, Voices).Single(other => other.Sign == Sign.Independent);

        Assert.Equal((5, 2), (fewer.Was, fewer.Needed));
    }

    [Fact]
    public void Of_two_voices_that_say_enough_a_third_was_missing()
    {
        var evidence = Some.Evidence(voices: 2);

        Assert.Equal((Sign.Independent, 3.0), Assert.Single(Counterfactual.Of(Plain, evidence, Plain.Of(evidence) - 1, Voices)) is var only ? (only.Sign, only.Needed) : default);
    }

    [Fact]
    public void Where_both_score_and_voices_are_missing_nothing_alone_is_enough() =>
        Assert.Empty(Counterfactual.Of(Plain, Some.Evidence(voices: 2), Plain.Of(Some.Evidence(voices: 2)) + 1, Voices));

    [Fact]
    public void The_smallest_change_comes_first() => Evidences.Any.Sample(evidence =>
    {
        var distances = Counterfactual.Of(Shipped, evidence, 0, Voices).Select(other => Math.Abs(other.Needed - other.Was) / (other.Sign.Most - other.Sign.Least)).ToList();
        return distances.SequenceEqual(distances.Order());
    });

    [Fact]
    public void Every_sign_sets_what_it_measures() =>
        Assert.All(Sign.All, sign => Assert.Equal(sign.Most, sign.Value(sign.With(Some.Evidence(), sign.Most))));

    private static bool IsTold(INewsScore score, EventEvidence evidence, double bar) => score.Of(evidence) >= bar && evidence.Independent >= Voices;

    private sealed class FallsAtTwelve : INewsScore
    {
        public double Of(EventEvidence evidence) => evidence.Independent < 12 ? 1 : -1;

        public IReadOnlyList<AlertReason> Explain(EventEvidence evidence) => [];
    }
}
