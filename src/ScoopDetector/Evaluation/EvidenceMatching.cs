namespace ScoopDetector.Evaluation;

/// <summary>An alert is about the event that owns most of its evidence, if it owns enough of it.</summary>
internal sealed class EvidenceMatching(Truth truth) : IMatching
{
    /// <summary>The least share of the evidence, background included, that must belong to the event.</summary>
    /// <remarks>Above a half, so that no two events can both own enough.</remarks>
    private const double LeastShare = .6;

    public EventTruth? Find(AlertLine line, IReadOnlySet<string> found)
    {
        var posts = line.DistinctPosts();
        var best = posts
            .Select(truth.OwnerOf)
            .OfType<EventTruth>()
            .GroupBy(owner => owner.Id)
            .MaxBy(owned => owned.Count());
        return best?.Count() >= LeastShare * posts.Count ? best.First() : null;
    }
}
