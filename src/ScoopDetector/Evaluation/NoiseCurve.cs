namespace ScoopDetector.Evaluation;

/// <summary>How much more would be found for how much more noise: one point for each bar.</summary>
internal static class NoiseCurve
{
    private const double Lowest = -4, Highest = 6, Step = .1;

    /// <summary>From the highest bar to the lowest, bars that change nothing left out; empty where some trial did not write down what it weighed.</summary>
    public static IReadOnlyList<Point> Of(IReadOnlyList<Trial> trials)
    {
        if (trials.Count == 0 || trials.Any(trial => trial.Weighed is null))
            return [];
        (Trial Trial, BarSweep Sweep)[] sweeps = [.. trials.Select(trial => (trial, new BarSweep(trial.Truth, trial.Weighed!, trial.LeastVoices)))];
        List<Point> points = [];
        for (var i = (int)Math.Round((Highest - Lowest) / Step); i >= 0; i--)
        {
            var point = At(Math.Round(Lowest + (i * Step), 1), sweeps);
            if (points.Count == 0 || !point.IsWorth(points[^1]))
                points.Add(point);
        }
        return points;
    }

    private static Point At(double bar, (Trial Trial, BarSweep Sweep)[] sweeps)
    {
        List<bool> recalled = [];
        var (right, falses, wrong, days) = (0, 0, 0, 0.0);
        foreach (var (trial, sweep) in sweeps)
        {
            var threads = sweep.At(bar);
            var found = threads.Where(thread => thread.Verdict is Verdict.TruePositive).Select(thread => thread.Event!.Id).ToHashSet();
            recalled.AddRange(trial.Truth.News.Select(one => found.Contains(one.Id)));
            right += found.Count;
            falses += threads.Count(thread => thread.Verdict is Verdict.False);
            wrong += threads.Count(thread => thread.IsWrong);
            days += trial.Truth.Days;
        }
        return new(bar, recalled.Count == 0 ? 0 : right / (double)recalled.Count, Bootstrap.Interval(recalled), falses / days, right + wrong == 0 ? null : right / (double)(right + wrong));
    }

    /// <param name="Bar">The score that an alert needs, in log-odds.</param>
    /// <param name="Recall">The share of the newsworthy events that are found.</param>
    /// <param name="RecallInterval">Bootstrapped over events.</param>
    /// <param name="FalsePerDay">Alerts about nothing, about too many things, or too late; shows, memes and attacks are in <paramref name="Precision"/> only.</param>
    /// <param name="Precision">True positives among all threads but duplicates; null where nothing is told.</param>
    public sealed record Point(double Bar, double Recall, ShareInterval? RecallInterval, double FalsePerDay, double? Precision)
    {
        public bool IsWorth(Point other) => (Recall, FalsePerDay, Precision) == (other.Recall, other.FalsePerDay, other.Precision);
    }
}
