namespace ScoopDetector.Evaluation;

/// <summary>Which share of some events was found.</summary>
/// <param name="Of">Of what the events are: a size, or a run.</param>
/// <param name="Events">How many there are.</param>
/// <param name="Found">How many of them were found.</param>
/// <param name="Interval">Bootstrapped over events; null if there are none.</param>
internal sealed record RecallFigure(string Of, int Events, int Found, ShareInterval? Interval)
{
    /// <summary>Null if there are no events.</summary>
    public double? Recall => Events == 0 ? null : Found / (double)Events;

    public static RecallFigure From(string of, IEnumerable<bool> found)
    {
        bool[] hits = [.. found];
        return new(of, hits.Length, hits.Count(hit => hit), Bootstrap.Interval(hits));
    }
}
