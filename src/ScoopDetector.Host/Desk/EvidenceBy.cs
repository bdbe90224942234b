using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>In which order somebody wants to look at the posts in evidence. In each, what is equal goes by the time that it claims.</summary>
public enum EvidenceBy
{
    Earliest,

    /// <summary>Who says most that nobody had said before.</summary>
    Original,

    /// <summary>Those with pictures, video or sound.</summary>
    Media,
    Author,
}

internal static class EvidenceSorting
{
    public static IReadOnlyList<AlertEvidence> By(this IReadOnlyList<AlertEvidence> evidence, EvidenceBy order)
    {
        var sorted = order switch
        {
            EvidenceBy.Original => evidence.OrderBy(post => post.SaidBefore ?? double.MaxValue),
            EvidenceBy.Media => evidence.OrderByDescending(post => post.Media),
            EvidenceBy.Author => evidence.OrderBy(post => post.AuthorId, StringComparer.Ordinal),
            _ => evidence.OrderBy(post => 0),
        };
        return [.. sorted.ThenBy(post => post.CreatedAt, StringComparer.Ordinal)];
    }
}
