using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>The figures of an evaluation as rows, for whatever shows them: the first cell of each is its name.</summary>
internal static class FigureTable
{
    public static readonly string[] LevelHead = ["", "alert", "watch"];
    public static readonly string[] RunHead = ["run", "posts/s", "hours", "events", "alert: recall", "precision", "false a day", "watch: recall", "precision"];
    public static readonly string[] NuisanceHead = ["kind", "happened", "led to an alert", "led to a watch"];

    public static IEnumerable<string[]> Levels(EvaluationFigures figures)
    {
        yield return Row("recall", figures, level => Figure.Share(level.Recall.Recall, level.Recall.Interval));
        for (var i = 0; i < figures.Alert.BySize.Count; i++)
        {
            var size = i;
            yield return Row($"recall, {figures.Alert.BySize[i].Of} posts ({figures.Alert.BySize[i].Events})", figures, level => Figure.Share(level.BySize[size].Recall, level.BySize[size].Interval));
        }
        yield return Row("precision", figures, level => Figure.Share(level.Precision, level.PrecisionInterval));
        yield return Row("false a day", figures, level => Figure.Tenth(level.FalsePerDay));
        yield return Row("threads a day", figures, level => Figure.Tenth(level.AlertsPerDay));
        yield return Row("duplicates among threads about news", figures, level => Figure.Share(level.DuplicateShare, level.DuplicateInterval));
        yield return Row("delay from the first post, median", figures, level => Figure.Seconds(level.Delay.Quantiles.P50, level.Delay.P50Interval));
        yield return Row("delay from the first post, 90 %", figures, level => Figure.Seconds(level.Delay.Quantiles.P90, level.Delay.P90Interval));
        yield return Row("excess over the fifth author, median", figures, level => Figure.Seconds(level.ExcessDelay.Quantiles.P50, level.ExcessDelay.P50Interval));
        yield return Row("excess over the fifth author, 90 %", figures, level => Figure.Seconds(level.ExcessDelay.Quantiles.P90, level.ExcessDelay.P90Interval));
        yield return Row($"NDCG@{Ndcg.Depth} of a day's threads (by chance)", figures, level => Ranking(level.Ranking));
        if (figures.WeighedRanking is { } weighed)
        {
            yield return [$"NDCG@{Ndcg.Depth} of a day's events, told or not (by chance)", Ranking(weighed), ""];
        }
    }

    public static IEnumerable<string[]> Runs(EvaluationFigures figures) => figures.Trials.Select(trial => (string[])
    [
        trial.Name,
        Figure.Tenth(trial.PostsPerSecond),
        Figure.Tenth(trial.Truth.Days * 24),
        Figure.Whole(trial.Truth.News.Count),
        Figure.Share(trial.Cards.Alert.Recall["all"], trial.Cards.Alert.RecallInterval),
        Figure.Share(trial.Cards.Alert.Precision, trial.Cards.Alert.PrecisionInterval),
        Figure.Tenth(trial.Cards.Alert.FalsePerDay),
        Figure.Share(trial.Cards.Watch.Recall["all"], trial.Cards.Watch.RecallInterval),
        Figure.Share(trial.Cards.Watch.Precision, trial.Cards.Watch.PrecisionInterval),
    ]);

    public static IEnumerable<string[]> Nuisances(EvaluationFigures figures) => figures.Nuisances.Select(kind => (string[])
    [
        kind.Kind,
        Figure.Whole(kind.Happened),
        $"{kind.Alerts}: {Figure.Share(Ratio(kind.Alerts, kind.Happened), kind.AlertInterval)}",
        $"{kind.Watches}: {Figure.Share(Ratio(kind.Watches, kind.Happened), kind.WatchInterval)}",
    ]);

    private static string[] Row(string name, EvaluationFigures figures, Func<LevelFigures, string> cell) => [name, cell(figures.Alert), cell(figures.Watch)];

    private static string Ranking(RankingFigure? ranking) => ranking is null ? Figure.None : $"{Figure.Share(ranking.Ndcg, ranking.Interval)} ({Figure.Share(ranking.ByChance)})";

    private static double Ratio(int part, int whole) => part / (double)whole;
}
