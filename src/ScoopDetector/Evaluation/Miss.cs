namespace ScoopDetector.Evaluation;

/// <summary>A newsworthy event that no alert found, and how far it came.</summary>
/// <param name="Run">In which it was missed.</param>
/// <param name="Event">What was missed.</param>
/// <param name="IsOnWatch">Whether a watch found it.</param>
/// <param name="Reason">Where it stopped.</param>
internal sealed record Miss(string Run, EventTruth Event, bool IsOnWatch, MissReason Reason)
{
    /// <summary>The most independent voices that an event about it had within its time; 0 if there was none.</summary>
    public int Voices { get; init; }

    /// <summary>The score that came nearest to its bar, in log-odds; null if nothing about it was scored.</summary>
    public double? Score { get; init; }

    /// <summary>The bar of that moment; null where it was not written down.</summary>
    public double? Bar { get; init; }

    /// <summary>The largest share that it had of the evidence of anything, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>All of a trial, in the order of its truth.</summary>
    public static IEnumerable<Miss> In(Trial trial)
    {
        var watched = trial.Finds(ScoredLevel.Watch).Where(one => one.IsFound).Select(one => one.Event.Id).ToHashSet();
        return trial.Finds(ScoredLevel.Alert)
            .Where(one => !one.IsFound)
            .Select(one => Explain(trial, one.Event) with { IsOnWatch = watched.Contains(one.Event.Id) });
    }

    private static Miss Explain(Trial trial, EventTruth missed)
    {
        if (trial.Weighed is null)
            return new(trial.Name, missed, false, MissReason.Unknown);
        var posts = missed.PostIds.ToHashSet();
        WeighedLine[] touched = [.. trial.Weighed.Where(line => line.IsOpen && line.Posts.Any(posts.Contains))];
        var matching = new EvidenceMatching(trial.Truth);
        WeighedLine[] about = [.. touched.Where(line => matching.Find(line.AsAlert(), new HashSet<string>())?.Id == missed.Id)];
        WeighedLine[] inTime = [.. about.Where(line => missed.IsLiveAt(line.At.EpochSeconds))];
        WeighedLine[] heard = [.. inTime.Where(line => line.Voices >= trial.LeastVoices)];
        var nearest = heard.MaxBy(line => line.Score - (line.Bar ?? 0));
        return new(trial.Name, missed, false, ReasonOf(touched, about, inTime, heard, nearest))
        {
            Voices = inTime.Select(line => line.Voices).DefaultIfEmpty().Max(),
            Score = nearest?.Score,
            Bar = nearest?.Bar,
            Share = touched.Select(line => line.AsAlert().DistinctPosts()).Select(evidence => evidence.Count(posts.Contains) / (double)evidence.Count).DefaultIfEmpty().Max(),
        };
    }

    private static MissReason ReasonOf(WeighedLine[] touched, WeighedLine[] about, WeighedLine[] inTime, WeighedLine[] heard, WeighedLine? nearest) => 0 switch
    {
        _ when touched.Length == 0 => MissReason.NeverABurst,
        _ when about.Length == 0 => MissReason.NoEventOfItsOwn,
        _ when inTime.Length == 0 => MissReason.TooLate,
        _ when heard.Length == 0 => MissReason.TooFewVoices,
        _ when nearest is { Bar: { } bar, Score: var score } && score >= bar => nearest.RelatedTo is null ? MissReason.ToldAsAnother : MissReason.HeldAsPart,
        _ => MissReason.BelowTheBar,
    };
}
