namespace ScoopDetector.Evaluation;

/// <summary>An alert that should not have been, and what it was really about.</summary>
/// <param name="Run">That told it.</param>
/// <param name="Thread">As it was judged.</param>
internal sealed record WrongAlert(string Run, ThreadVerdict Thread)
{
    /// <summary>The share of its evidence that belongs to nothing that happened: ordinary talk.</summary>
    public required double TalkShare { get; init; }

    /// <summary>The share of its evidence that belongs to whatever owns most of it.</summary>
    public required double OwnedShare { get; init; }

    /// <summary>How many happenings own some of its evidence.</summary>
    public required int Owners { get; init; }

    /// <summary>Seconds from the first post of the event that it is about; null if it is about none.</summary>
    public double? Seconds => Thread.SecondsAfter(Thread.Event?.FirstAt);

    /// <summary>All of a trial, in order of time.</summary>
    public static IEnumerable<WrongAlert> In(Trial trial) => trial.Threads(ScoredLevel.Alert).Where(thread => thread.IsWrong).Select(thread => Look(trial, thread));

    private static WrongAlert Look(Trial trial, ThreadVerdict thread)
    {
        string?[] owners = [.. thread.Line.DistinctPosts().Select(post => trial.Truth.OwnerOf(post)?.Id)];
        var owned = owners.OfType<string>().CountBy(id => id).ToList();
        return new(trial.Name, thread)
        {
            TalkShare = owners.Length == 0 ? 0 : owners.Count(owner => owner is null) / (double)owners.Length,
            OwnedShare = owners.Length == 0 ? 0 : owned.Select(one => one.Value).DefaultIfEmpty().Max() / (double)owners.Length,
            Owners = owned.Count,
        };
    }
}
