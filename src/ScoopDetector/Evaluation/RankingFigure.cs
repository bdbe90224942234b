namespace ScoopDetector.Evaluation;

/// <summary>How well a day's threads are ranked: news above all else.</summary>
/// <param name="Days">Days that had news in them; the last of a stream may be shorter.</param>
/// <param name="Threads">All that was ranked in them.</param>
/// <param name="Ndcg">NDCG@20, the mean over days; null if no day had news.</param>
/// <param name="Interval">Bootstrapped over the threads of each day.</param>
/// <param name="ByChance">The mean that a ranking by chance would have: where nearly all is news, it is high as well.</param>
internal sealed record RankingFigure(int Days, int Threads, double? Ndcg, FigureInterval? Interval, double? ByChance)
{
    /// <summary>The threads of each day of each trial, ranked by what the detector said when it first told of them.</summary>
    /// <returns>Null if the detector does not rank.</returns>
    public static RankingFigure? Of(IEnumerable<Trial> trials, ScoredLevel level)
    {
        List<IReadOnlyList<Ranked>> days = [];
        foreach (var trial in trials)
        {
            if (trial.Threads(level).Any(thread => thread.Line.Newsworthiness is null))
                return null;
            days.AddRange(trial.Threads(level)
                .GroupBy(thread => DayOf(trial, thread.Line.AlertedAt), thread => new Ranked(thread.Line.Newsworthiness!.Value, thread.IsAboutNews))
                .Select(day => (IReadOnlyList<Ranked>)[.. day]));
        }
        return From(days);
    }

    /// <summary>All events of each day that a detector weighed with enough voices, told or not, by the highest score that each reached.</summary>
    /// <returns>Null if some trial did not write down what it weighed.</returns>
    public static RankingFigure? OfAllWeighed(IReadOnlyList<Trial> trials)
    {
        if (trials.Any(trial => trial.Weighed is null))
            return null;
        List<IReadOnlyList<Ranked>> days = [];
        foreach (var trial in trials)
        {
            var judge = new Judge(new EvidenceMatching(trial.Truth));
            days.AddRange(trial.Weighed!
                .Where(line => line.IsOpen && line.Voices >= trial.LeastVoices)
                .GroupBy(line => line.EventId, (_, lines) => lines.MaxBy(line => line.Score)!)
                .GroupBy(line => DayOf(trial, line.At), line => new Ranked(line.Score, judge.Hear(line.AsAlert()).IsAboutNews))
                .Select(day => (IReadOnlyList<Ranked>)[.. day]));
        }
        return From(days);
    }

    private static RankingFigure From(List<IReadOnlyList<Ranked>> all)
    {
        IReadOnlyList<Ranked>[] days = [.. all.Where(day => day.Any(one => one.IsNews))];
        return new(
            days.Length,
            days.Sum(day => day.Count),
            Mean(days.Select(Ranking)),
            Bootstrap.Interval(days, drawn => Mean(drawn.Select(Ranking))),
            Mean(days.Select(day => Evaluation.Ndcg.ByChance(day.Count(one => one.IsNews), day.Count))));
    }

    /// <remarks>Among equals the order in time stands.</remarks>
    private static double? Ranking(IReadOnlyList<Ranked> day) => Evaluation.Ndcg.Of([.. day.OrderByDescending(one => one.By).Select(one => one.IsNews)]);

    private static double? Mean(IEnumerable<double?> values) => values.OfType<double>().DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean) ? null : mean;

    private static int DayOf(Trial trial, DateTimeOffset at) => (int)Math.Floor((at - trial.Truth.Start).TotalDays);

    private readonly record struct Ranked(double By, bool IsNews);
}
