namespace ScoopDetector.Evaluation;

/// <summary>All that a report of an evaluation tells: the trials together, and where they went wrong.</summary>
/// <remarks>The same trials in any order give the same figures: they are put in the order of their rates first.</remarks>
internal sealed class EvaluationFigures
{
    private const int Worst = 10;

    /// <param name="trials">At least one.</param>
    public EvaluationFigures(IEnumerable<Trial> trials)
    {
        Trials = [.. trials.OrderBy(trial => trial.PostsPerSecond).ThenBy(trial => trial.Name, StringComparer.Ordinal)];
        (Alert, Watch) = (LevelFigures.Of(Trials, ScoredLevel.Alert), LevelFigures.Of(Trials, ScoredLevel.Watch));
        (Nuisances, Curve, WeighedRanking) = (NuisanceFigure.Of(Trials), NoiseCurve.Of(Trials), RankingFigure.OfAllWeighed(Trials));
        Misses = [.. Trials.SelectMany(Miss.In)];
        WrongAlerts = [.. Trials.SelectMany(WrongAlert.In)];
    }

    public IReadOnlyList<Trial> Trials { get; }

    public LevelFigures Alert { get; }

    public LevelFigures Watch { get; }

    public IReadOnlyList<NuisanceFigure> Nuisances { get; }

    /// <summary>Empty where some trial did not write down what it weighed.</summary>
    public IReadOnlyList<NoiseCurve.Point> Curve { get; }

    /// <summary>The ranking of all events that were weighed with enough voices, told or not; null where that was not written down.</summary>
    public RankingFigure? WeighedRanking { get; }

    /// <summary>All events that no alert found.</summary>
    public IReadOnlyList<Miss> Misses { get; }

    /// <summary>All alerts that should not have been.</summary>
    public IReadOnlyList<WrongAlert> WrongAlerts { get; }

    /// <summary>The ten largest events that no alert found.</summary>
    public IEnumerable<Miss> WorstMisses => Misses.OrderByDescending(miss => miss.Event.Size).ThenBy(miss => miss.Run, StringComparer.Ordinal).ThenBy(miss => miss.Event.Id, StringComparer.Ordinal).Take(Worst);

    /// <summary>The ten wrong alerts that the detector was surest of.</summary>
    public IEnumerable<WrongAlert> WorstAlerts => WrongAlerts.OrderByDescending(wrong => wrong.Thread.Line.Newsworthiness).ThenBy(wrong => wrong.Run, StringComparer.Ordinal).ThenBy(wrong => wrong.Thread.Line.EventId, StringComparer.Ordinal).Take(Worst);
}
