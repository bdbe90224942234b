namespace ScoopDetector.Evaluation;

/// <summary>Scores the alerts of a detector against the truth of a stream.</summary>
/// <remarks>
/// A <em>thread</em> is all lines of one event id, judged at each level by its first line that fires there:
/// a true positive if that line comes within two hours of the first post of a newsworthy event that owns at least
/// 60 % of its evidence and that no earlier thread has found; then it is a duplicate. On a meme or show it is non-news, on a
/// manipulation an attack, and all else is false. Retracting later does not help: it has been seen.
/// </remarks>
/// <param name="truth">What really happened.</param>
/// <param name="matching">How the event meant by an alert is found.</param>
/// <param name="postsPerDay">The volume by which false alerts per million posts are reckoned; null takes that of the stream.</param>
public sealed class Scorer(Truth truth, MatchBy matching = MatchBy.Evidence, double? postsPerDay = null)
{
    private readonly ThreadBook _alerts = new(ScoredLevel.Alert);
    private readonly ThreadBook _watches = new(ScoredLevel.Watch);

    /// <summary>Takes the next line of the file; the order of the lines decides which is a thread's first.</summary>
    public void Accept(AlertLine line)
    {
        _alerts.Accept(line);
        _watches.Accept(line);
    }

    public ScoreCards Complete() => new(Score(ScoredLevel.Alert), Score(ScoredLevel.Watch));

    /// <summary>What each thread was worth at a level, in order of time.</summary>
    internal IReadOnlyList<ThreadVerdict> Verdicts(ScoredLevel level)
    {
        var judge = new Judge(matching is MatchBy.Keywords ? new KeywordMatching(truth) : new EvidenceMatching(truth));
        return [.. (level is ScoredLevel.Alert ? _alerts : _watches).InOrder().Select(judge.Hear)];
    }

    private ScoreCard Score(ScoredLevel level)
    {
        var verdicts = Verdicts(level);
        ThreadVerdict[] finds = [.. verdicts.Where(thread => thread.Verdict is Verdict.TruePositive)];
        var found = finds.Select(find => find.Event!.Id).ToHashSet();
        bool[] recalled = [.. truth.News.Select(one => found.Contains(one.Id))];
        bool[] judged = [.. verdicts.Where(Counts).Select(thread => thread.Verdict is Verdict.TruePositive)];
        var duplicates = Count(verdicts, Verdict.Duplicate);
        var falses = Count(verdicts, Verdict.False);
        var purity = Purity.Of(truth, verdicts);
        return new()
        {
            Level = level,
            Matching = matching,
            Events = truth.News.Count,
            Threads = verdicts.Count,
            TruePositives = finds.Length,
            Duplicates = duplicates,
            False = falses,
            NonNews = Count(verdicts, Verdict.NonNews),
            Attacks = Count(verdicts, Verdict.Attack),
            ByKind = Nuisances(verdicts),
            Recall = Recall(found),
            RecallInterval = Bootstrap.Interval(recalled),
            Precision = Ratio(finds.Length, judged.Length),
            PrecisionInterval = Bootstrap.Interval(judged),
            DuplicateShare = Ratio(duplicates, finds.Length + duplicates),
            AlertsPerDay = verdicts.Count / truth.Days,
            FalsePerDay = falses / truth.Days,
            FalsePerMillionPosts = falses / truth.Days / (postsPerDay ?? truth.PostsPerDay) * 1e6,
            DelaySeconds = Quantiles.Of(Delays(finds, since: one => one.FirstAt)),
            ExcessDelaySeconds = Quantiles.Of(Delays(finds, since: one => one.FifthAuthorAt)),
            Fragmentation = Ratio(finds.Length + duplicates, finds.Length),
            EventsPerThread = purity.EventsPerThread,
            ForeignEvidence = purity.ForeignEvidence,
            Missed = [.. truth.News.Select(one => one.Id).Where(id => !found.Contains(id)).Order(StringComparer.Ordinal)],
        };
    }

    private OrderedDictionary<string, double?> Recall(HashSet<string> found)
    {
        var recall = new OrderedDictionary<string, double?> { ["all"] = Ratio(found.Count, truth.News.Count) };
        foreach (var size in SizeClass.All)
        {
            EventTruth[] sized = [.. truth.News.Where(size.Holds)];
            recall[size.Name] = Ratio(sized.Count(one => found.Contains(one.Id)), sized.Length);
        }

        return recall;
    }

    private static SortedDictionary<string, int> Nuisances(IEnumerable<ThreadVerdict> verdicts) => new(
        verdicts
            .Where(thread => thread.Verdict is Verdict.NonNews or Verdict.Attack)
            .CountBy(thread => thread.Event!.Kind)
            .ToDictionary(),
        StringComparer.Ordinal);

    // A second alert on the same event is told apart from a wrong one: it annoys, but it does not mislead.
    private static bool Counts(ThreadVerdict thread) => thread.Verdict is not Verdict.Duplicate;

    private static int Count(IEnumerable<ThreadVerdict> verdicts, Verdict wanted) => verdicts.Count(thread => thread.Verdict == wanted);

    private static IEnumerable<double> Delays(IEnumerable<ThreadVerdict> finds, Func<EventTruth, DateTimeOffset?> since) => finds
        .Select(find => find.SecondsAfter(since(find.Event!)))
        .OfType<double>();

    private static double? Ratio(int part, int whole) => whole == 0 ? null : part / (double)whole;
}
