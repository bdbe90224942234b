using ScoopDetector.Evaluation;
using Xunit;
using static ScoopDetector.Tests.Evaluation.Bench;

namespace ScoopDetector.Tests.Evaluation;

public sealed class EvaluationFiguresTests
{
    private static readonly AlertLine[] Morning =
    [
        Alert("1", 20, PostIdsOf("match", 5)) with { Newsworthiness = .9 },
        Alert("2", 30, PostIdsOf("noise", 5)) with { Newsworthiness = .5 },
        Alert("3", 63, PostIdsOf("fire", 6)) with { Newsworthiness = .8 },
        Alert("4", 70, PostIdsOf("fire", 5)) with { Newsworthiness = .7 },
        Alert("6", 155, PostIdsOf("paste", 9)) with { Newsworthiness = .6 },
    ];

    [Fact]
    public void Two_runs_together_count_as_one_long_one()
    {
        var figures = new EvaluationFigures([Trial("one", Morning), Trial("two", Alert("9", 102, PostIdsOf("strike", 5)))]);

        Assert.Equal((6, 2), (figures.Alert.Recall.Events, figures.Alert.Recall.Found));
        Assert.Equal([("12-29", 2, 1), ("30-99", 2, 1), ("100+", 2, 0)], figures.Alert.BySize.Select(size => (size.Of, size.Events, size.Found)));
        Assert.Equal([("one", 1), ("two", 1)], figures.Alert.ByRun.Select(run => (run.Of, run.Found)));
        Assert.Equal(1, figures.Alert.FalsePerDay);
        Assert.Equal(2 / 5.0, figures.Alert.Precision);
        Assert.Equal(1 / 3.0, figures.Alert.DuplicateShare);
        Assert.Equal([120, 180], figures.Alert.Delay.Seconds);
    }

    [Fact]
    public void Each_figure_is_that_of_the_scorer_where_there_is_one_run()
    {
        var (trial, figures) = (Trial("one", Morning), new EvaluationFigures([Trial("one", Morning)]));

        Assert.Equal((trial.Cards.Alert.Precision, trial.Cards.Alert.PrecisionInterval), (figures.Alert.Precision, figures.Alert.PrecisionInterval));
        Assert.Equal((trial.Cards.Alert.Recall["all"], trial.Cards.Alert.RecallInterval), (figures.Alert.Recall.Recall, figures.Alert.Recall.Interval));
        Assert.Equal(trial.Cards.Alert.ExcessDelaySeconds, figures.Alert.ExcessDelay.Quantiles);
        Assert.Equal(trial.Cards.Watch.FalsePerDay, figures.Watch.FalsePerDay);
    }

    [Fact]
    public void The_order_of_the_runs_changes_nothing()
    {
        Trial[] trials = [Trial("one", Morning), Trial("two", Alert("9", 102, PostIdsOf("strike", 5)) with { Newsworthiness = .3 }), Trial("three")];
        var (forth, back) = (new EvaluationFigures(trials), new EvaluationFigures(trials.Reverse()));

        Assert.Equal((forth.Alert.Recall, forth.Alert.PrecisionInterval, forth.Alert.Ranking), (back.Alert.Recall, back.Alert.PrecisionInterval, back.Alert.Ranking));
        Assert.Equal(forth.Alert.ByRun, back.Alert.ByRun);
        Assert.Equal(forth.Alert.Delay.P50Interval, back.Alert.Delay.P50Interval);
    }

    [Fact]
    public void News_is_ranked_above_the_rest_as_far_as_the_detector_can_tell()
    {
        // By newsworthiness: match, fire, fire again, paste, noise.
        var ranking = new EvaluationFigures([Trial("one", Morning)]).Alert.Ranking!;

        Assert.Equal((1, 5), (ranking.Days, ranking.Threads));
        Assert.Equal(Ndcg.Of([false, true, true, false, false]), ranking.Ndcg);
        Assert.Equal(Ndcg.ByChance(2, 5), ranking.ByChance);
    }

    [Fact]
    public void A_detector_that_does_not_rank_has_no_ranking() =>
        Assert.Null(new EvaluationFigures([Trial("one", Alert("3", 63, PostIdsOf("fire", 6)))]).Alert.Ranking);

    [Fact]
    public void All_that_was_weighed_is_ranked_by_the_best_that_it_reached()
    {
        var figures = new EvaluationFigures([Trial("one", [], Weighed("a", 61, 1, PostIdsOf("fire", 5)), Weighed("b", 62, 2, PostIdsOf("noise", 5)), Weighed("a", 63, 3, PostIdsOf("fire", 5)))]);

        Assert.Equal((2, 1.0), (figures.WeighedRanking!.Threads, figures.WeighedRanking.Ndcg));
    }

    [Fact]
    public void A_manipulation_that_fooled_it_twice_fooled_it_once()
    {
        var nuisances = new EvaluationFigures([Trial("one", [.. Morning, Watch("7", 156, PostIdsOf("paste", 9))])]).Nuisances;

        Assert.Equal([new("attack-copypasta", 1, 1, 1), new("show", 1, 1, 1)], nuisances);
    }

    [Fact]
    public void A_lower_bar_finds_more_for_more_noise()
    {
        var curve = new EvaluationFigures([Trial("one", [], Weighed("a", 61, 3, PostIdsOf("fire", 5)), Weighed("b", 62, 2, PostIdsOf("noise", 5)), Weighed("c", 103, 1, PostIdsOf("strike", 5)))]).Curve;

        Assert.Equal([(6, 0, 0), (3, 1 / 3.0, 0), (2, 1 / 3.0, 2), (1, 2 / 3.0, 2)], curve.Select(point => (point.Bar, point.Recall, point.FalsePerDay)));
    }

    [Fact]
    public void A_wrong_alert_is_told_by_what_its_evidence_belongs_to()
    {
        var wrong = Assert.Single(new EvaluationFigures([Trial("one", Alert("5", 101, [.. PostIdsOf("strike", 2), .. PostIdsOf("fire", 2), .. PostIdsOf("noise", 1)]))]).WrongAlerts);

        Assert.Equal((1 / 5.0, 2 / 5.0, 2), (wrong.TalkShare, wrong.OwnedShare, wrong.Owners));
        Assert.Null(wrong.Seconds);
    }

    [Fact]
    public void The_worst_misses_are_the_largest_and_the_worst_alerts_the_surest()
    {
        var figures = new EvaluationFigures([Trial("one", Morning)]);

        Assert.Equal(["election", "strike"], figures.WorstMisses.Select(miss => miss.Event.Id));
        Assert.Equal(["1", "6", "2"], figures.WorstAlerts.Select(wrong => wrong.Thread.Line.EventId));
    }

    private static Trial Trial(string name, params AlertLine[] alerts) => new(name, new(HalfADay), alerts);

    private static Trial Trial(string name, AlertLine[] alerts, params WeighedLine[] weighed) => new(name, new(HalfADay), alerts, weighed, leastVoices: 3);
}
