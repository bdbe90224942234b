namespace ScoopDetector.Evaluation;

/// <summary>What the threads of one level of all trials together were worth.</summary>
internal sealed record LevelFigures
{
    public required ScoredLevel Level { get; init; }

    public required RecallFigure Recall { get; init; }

    /// <summary>By size in posts.</summary>
    public required IReadOnlyList<RecallFigure> BySize { get; init; }

    /// <summary>By trial, in the order of their rates.</summary>
    public required IReadOnlyList<RecallFigure> ByRun { get; init; }

    public required int Threads { get; init; }

    public required int Duplicates { get; init; }

    /// <summary>Duplicates among the threads about news.</summary>
    public required double? DuplicateShare { get; init; }

    /// <summary>Bootstrapped over threads.</summary>
    public required ShareInterval? DuplicateInterval { get; init; }

    /// <summary>True positives among all threads but duplicates.</summary>
    public required double? Precision { get; init; }

    /// <summary>Bootstrapped over threads.</summary>
    public required ShareInterval? PrecisionInterval { get; init; }

    public required double FalsePerDay { get; init; }

    public required double AlertsPerDay { get; init; }

    /// <summary>From the first post.</summary>
    public required DelayFigure Delay { get; init; }

    /// <summary>From the fifth distinct author.</summary>
    public required DelayFigure ExcessDelay { get; init; }

    /// <summary>Null for a detector that does not rank.</summary>
    public required RankingFigure? Ranking { get; init; }

    /// <param name="trials">In the order of their rates.</param>
    /// <param name="level">Which threads are looked at.</param>
    public static LevelFigures Of(IReadOnlyList<Trial> trials, ScoredLevel level)
    {
        List<(EventTruth Event, bool IsFound)> finds = [.. trials.SelectMany(trial => trial.Finds(level))];
        List<ThreadVerdict> threads = [.. trials.SelectMany(trial => trial.Threads(level))];
        bool[] judged = [.. threads.Where(thread => thread.Verdict is not Verdict.Duplicate).Select(thread => thread.Verdict is Verdict.TruePositive)];
        bool[] repeated = [.. threads.Where(thread => thread.IsAboutNews).Select(thread => thread.Verdict is Verdict.Duplicate)];
        ThreadVerdict[] right = [.. threads.Where(thread => thread.Verdict is Verdict.TruePositive)];
        var days = trials.Sum(trial => trial.Truth.Days);
        return new()
        {
            Level = level,
            Recall = RecallFigure.From("all", finds.Select(one => one.IsFound)),
            BySize = [.. SizeClass.All.Select(size => RecallFigure.From(size.Name, finds.Where(one => size.Holds(one.Event)).Select(one => one.IsFound)))],
            ByRun = [.. trials.Select(trial => RecallFigure.From(trial.Name, trial.Finds(level).Select(one => one.IsFound)))],
            Threads = threads.Count,
            Duplicates = repeated.Count(isDuplicate => isDuplicate),
            DuplicateShare = Share(repeated),
            DuplicateInterval = Bootstrap.Interval(repeated),
            Precision = Share(judged),
            PrecisionInterval = Bootstrap.Interval(judged),
            FalsePerDay = threads.Count(thread => thread.Verdict is Verdict.False) / days,
            AlertsPerDay = threads.Count / days,
            Delay = DelayFigure.From(right.Select(find => find.SecondsAfter(find.Event!.FirstAt)).OfType<double>()),
            ExcessDelay = DelayFigure.From(right.Select(find => find.SecondsAfter(find.Event!.FifthAuthorAt)).OfType<double>()),
            Ranking = RankingFigure.Of(trials, level),
        };
    }

    private static double? Share(bool[] hits) => hits.Length == 0 ? null : hits.Count(hit => hit) / (double)hits.Length;
}
