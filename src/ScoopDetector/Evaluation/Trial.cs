namespace ScoopDetector.Evaluation;

/// <summary>One run of a detector on a stream whose truth is known, judged.</summary>
internal sealed class Trial
{
    private readonly Scorer _scorer;
    private readonly IReadOnlyList<ThreadVerdict> _alerts;
    private readonly IReadOnlyList<ThreadVerdict> _watches;

    /// <param name="name">By which people know the run.</param>
    /// <param name="truth">Of its stream.</param>
    /// <param name="alerts">The lines of <c>alerts.jsonl</c>, in their order.</param>
    /// <param name="weighed">Every event each time that it was weighed, in order; null where that was not written down.</param>
    /// <param name="leastVoices">Independent voices without which the run told no alert, whatever the score.</param>
    public Trial(string name, Truth truth, IEnumerable<AlertLine> alerts, IReadOnlyList<WeighedLine>? weighed = null, int leastVoices = 0)
    {
        (Name, Truth, Weighed, LeastVoices) = (name, truth, weighed, leastVoices);
        _scorer = new(truth);
        foreach (var line in alerts)
            _scorer.Accept(line);
        (_alerts, _watches) = (_scorer.Verdicts(ScoredLevel.Alert), _scorer.Verdicts(ScoredLevel.Watch));
        Cards = _scorer.Complete();
    }

    public string Name { get; }

    public Truth Truth { get; }

    public IReadOnlyList<WeighedLine>? Weighed { get; }

    public int LeastVoices { get; }

    public ScoreCards Cards { get; }

    public double PostsPerSecond => Truth.PostsPerDay / 86400;

    /// <summary>The judged threads at a level, in order of time.</summary>
    public IReadOnlyList<ThreadVerdict> Threads(ScoredLevel level) => level is ScoredLevel.Alert ? _alerts : _watches;

    /// <summary>For each newsworthy event, in the order of the truth, whether a thread of this level found it.</summary>
    public IEnumerable<(EventTruth Event, bool IsFound)> Finds(ScoredLevel level)
    {
        var found = Threads(level).Where(thread => thread.Verdict is Verdict.TruePositive).Select(thread => thread.Event!.Id).ToHashSet();
        return Truth.News.Select(one => (one, found.Contains(one.Id)));
    }
}
