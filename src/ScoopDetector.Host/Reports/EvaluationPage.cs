using System.Text;
using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>The report of an evaluation as one page that needs nothing else.</summary>
internal static class EvaluationPage
{
    public static string Write(EvaluationFigures figures, IReadOnlyList<Peer> peers)
    {
        var page = new HtmlPage("Evaluation");
        page.Paragraph($"{figures.Trials.Count} run{(figures.Trials.Count == 1 ? "" : "s")}, {figures.Alert.Recall.Events} newsworthy events, {Figure.Tenth(figures.Trials.Sum(trial => trial.Truth.Days) * 24)} hours. Brackets are 95 % intervals: bootstraps of 1,000 rounds with a fixed seed, over events for recall and delays, over threads for precision, duplicates and ranking; for manipulation they are exact (Clopper and Pearson).");
        page.Table(FigureTable.LevelHead, FigureTable.Levels(figures));
        page.Head("Noise");
        page.Picture(NoisePlot.Draw(figures, peers), Noise(figures, peers));
        page.Head("Delay");
        page.Picture(DelayPlot.Draw(figures), "The steps end at the recall of the level. Negative: told before five had spoken.");
        page.Head("What is found");
        page.Picture(RecallPlot.Draw(figures), "Bars are 95 % intervals over events.");
        page.Table(FigureTable.RunHead, FigureTable.Runs(figures));
        page.Head("Manipulation, memes and shows");
        page.Table(FigureTable.NuisanceHead, FigureTable.Nuisances(figures));
        page.Head("The largest events that no alert found");
        page.Table(["run", "event", "kind", "posts", "why"], figures.WorstMisses.Select(miss => (string[])[miss.Run, miss.Event.Id, miss.Event.Kind, Figure.Whole(miss.Event.Size), VerdictWords.Why(miss)]));
        page.Paragraph($"Of all {figures.Misses.Count}: {Counted(figures.Misses.Select(VerdictWords.Short))}.");
        page.Head("The wrong alerts that it was surest of");
        page.Table(["run", "event", "told at", "newsworthiness", "headline", "what it is", "what spoke for it"], figures.WorstAlerts.Select(wrong => (string[])
        [
            wrong.Run, wrong.Thread.Line.EventId, Figure.Time(wrong.Thread.Line.AlertedAt), Figure.Share(wrong.Thread.Line.Newsworthiness), wrong.Thread.Line.Headline ?? "", VerdictWords.Why(wrong), VerdictWords.Signs(wrong),
        ]));
        page.Paragraph($"Of all {figures.WrongAlerts.Count}: {Counted(figures.WrongAlerts.Select(VerdictWords.Short))}. scoop explain EVENT DIR tells the rest of any of them.");
        return page.ToString();
    }

    private static string Noise(EvaluationFigures figures, IReadOnlyList<Peer> peers)
    {
        var words = new StringBuilder(figures.Curve.Count > 1
            ? "The curve is what other fixed bars would have told, from what was weighed; the dots are what was told, with the bar that follows the noise budget."
            : "No curve: make the runs with replay --considered to see what other bars would have told.");
        if (peers.Count > 0)
        {
            words.Append(" Hollow: other detectors, as their table gives them; they were not run on these streams unless it says so.");
        }
        return words.ToString();
    }

    private static string Counted(IEnumerable<string> words) => string.Join(", ", words
        .CountBy(word => word)
        .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
        .Select(word => $"{word.Value} {word.Key}")
        .DefaultIfEmpty("none"));
}
