namespace ScoopDetector.Evaluation;

/// <summary>How many of the manipulations, memes or shows of one kind fooled a detector.</summary>
/// <param name="Kind">As the truth calls it.</param>
/// <param name="Happened">How often it happened.</param>
/// <param name="Watches">How many had a thread of either level.</param>
/// <param name="Alerts">How many had an alert.</param>
internal sealed record NuisanceFigure(string Kind, int Happened, int Watches, int Alerts)
{
    /// <summary>Of the probability that one leads to a watch: exact, as there are few of a kind.</summary>
    public ShareInterval? WatchInterval => Binomial.Interval(Watches, Happened);

    public ShareInterval? AlertInterval => Binomial.Interval(Alerts, Happened);

    /// <summary>By kind, manipulations first.</summary>
    public static IReadOnlyList<NuisanceFigure> Of(IReadOnlyList<Trial> trials)
    {
        var (watches, alerts) = (Fooling(trials, ScoredLevel.Watch), Fooling(trials, ScoredLevel.Alert));
        return [.. trials
            .SelectMany(trial => trial.Truth.Events)
            .Where(one => !one.Newsworthy)
            .GroupBy(one => (one.IsAttack, one.Kind))
            .OrderByDescending(kind => kind.Key.IsAttack).ThenBy(kind => kind.Key.Kind, StringComparer.Ordinal)
            .Select(kind => new NuisanceFigure(kind.Key.Kind, kind.Count(), watches.GetValueOrDefault(kind.Key.Kind), alerts.GetValueOrDefault(kind.Key.Kind)))];
    }

    /// <summary>By kind: how many nuisances had a thread. One that had several counts once.</summary>
    private static Dictionary<string, int> Fooling(IEnumerable<Trial> trials, ScoredLevel level) => trials
        .SelectMany(trial => trial.Threads(level)
            .Where(thread => thread.Verdict is Verdict.NonNews or Verdict.Attack)
            .Select(thread => thread.Event!)
            .DistinctBy(one => one.Id))
        .CountBy(one => one.Kind)
        .ToDictionary();
}
