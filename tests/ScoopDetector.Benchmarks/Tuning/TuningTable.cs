using System.Text;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Reports;

namespace ScoopDetector.Benchmarks.Tuning;

/// <summary>A row of figures for each value of a setting, in Markdown.</summary>
internal static class TuningTable
{
    public const string Head = "| | recall | precision | told a day | false a day | shows, memes, attacks a day | excess s | watch: recall | precision | told a day | excess s |";

    public static string Write(TunedSetting setting, IReadOnlyList<EvaluationFigures> figures)
    {
        var table = new StringBuilder($"{setting.Title}\n\n{Head}\n|{string.Concat(Enumerable.Repeat("---|", 11))}\n");
        foreach (var (value, found) in setting.Values.Zip(figures))
        {
            var (alert, watch) = (found.Alert, found.Watch);
            string[] cells =
            [
                value.IsDefault ? $"**{value.Label}**" : value.Label,
                Figure.Share(alert.Recall.Recall), Figure.Share(alert.Precision), Figure.Whole(alert.AlertsPerDay), Figure.Tenth(alert.FalsePerDay),
                Figure.Tenth(NuisancesPerDay(found)), Figure.Whole(alert.ExcessDelay.Quantiles.P50),
                Figure.Share(watch.Recall.Recall), Figure.Share(watch.Precision), Figure.Whole(watch.AlertsPerDay), Figure.Whole(watch.ExcessDelay.Quantiles.P50),
            ];
            table.Append($"| {string.Join(" | ", cells)} |\n");
        }
        return table.ToString();
    }

    /// <summary>Told about shows, memes and manipulation.</summary>
    private static double NuisancesPerDay(EvaluationFigures figures) => PerDay(figures, ScoredLevel.Alert, Verdict.NonNews, Verdict.Attack);

    /// <summary>Threads of these verdicts.</summary>
    public static double PerDay(EvaluationFigures figures, ScoredLevel level, params Verdict[] verdicts) =>
        figures.Trials.Sum(trial => trial.Threads(level).Count(thread => verdicts.Contains(thread.Verdict))) / figures.Trials.Sum(trial => trial.Truth.Days);
}
