namespace ScoopDetector.Evaluation;

/// <summary>An alert is about the live event of which it says the most keywords, if it says at least two.</summary>
internal sealed class KeywordMatching(Truth truth) : IMatching
{
    private const int LeastKeywords = 2;

    public EventTruth? Find(AlertLine line, IReadOnlySet<string> found)
    {
        var at = line.AlertedAt.EpochSeconds;
        var said = SaidWords.Of(line);
        return truth.Events
            .Where(one => one.IsLiveAt(at))
            .Select(one => (Event: one, Hits: one.Keywords.Distinct().Count(said.Contains)))
            .Where(one => one.Hits >= LeastKeywords)
            .OrderByDescending(one => one.Hits)
            // Parts of one crisis share their words: news that nobody has found yet gets the benefit of the doubt.
            .ThenByDescending(one => one.Event.Newsworthy && !found.Contains(one.Event.Id))
            .ThenByDescending(one => one.Event.Id, StringComparer.Ordinal)
            .FirstOrDefault()
            .Event;
    }
}
