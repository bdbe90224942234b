using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Store;

/// <summary>What becomes of an event that took in two stories: the posts of the other one have an event of their own.</summary>
internal static class Splitting
{
    /// <summary>Unlike any id of a revision, which ends with a number alone.</summary>
    public static string IdOf(string whole, int number) => $"{whole}-s{number}";

    /// <summary>The event without the posts that an editor has said to be another story.</summary>
    /// <param name="whole">As it was told.</param>
    /// <param name="posts">Those that are another story.</param>
    /// <param name="kept">What it is called by while its own words are those of such a post; null if there is nothing else.</param>
    public static Alert Without(Alert whole, IReadOnlyList<string> posts, Heading? kept)
    {
        if (posts.Count == 0)
        {
            return whole;
        }
        var rest = whole with { Evidence = [.. whole.Evidence.Where(post => !posts.Contains(post.PostId))] };
        return kept is null || !IsHeadedByOneOf(whole, posts) ? rest : rest with
        {
            Headline = kept.Words,
            Evidence = [.. rest.Evidence.Select(post => post.PostId == kept.PostId && post.Role != "first" ? post with { Role = "representative" } : post)],
        };
    }

    /// <summary>The event without posts that are gone for good. If it is called by one of them, it is called by what it was called by in its place, and else by nothing; with the last post go all words. Null if it names none of them.</summary>
    public static Alert? Forgetting(Alert whole, IReadOnlyList<string> gone, Heading? kept)
    {
        if (!whole.Evidence.Any(post => gone.Contains(post.PostId)))
        {
            return null;
        }
        var left = Without(whole, gone, kept);
        return left.Evidence.Count == 0 ? Bare(whole) : left with { Headline = !IsHeadedByOneOf(whole, gone) ? whole.Headline : kept?.Words ?? "" };
    }

    /// <summary>The post in evidence by which an event is called as it is shown; null if it is called by none that is shown.</summary>
    /// <param name="whole">As it was told.</param>
    /// <param name="posts">Those that an editor has said to be another story.</param>
    /// <param name="kept">What it is called by while its own words are those of such a post.</param>
    public static string? HeadOf(Alert whole, IReadOnlyList<string> posts, Heading? kept) => IsHeadedByOneOf(whole, posts) ? kept?.PostId : whole.Headline.Length > 0 ? HeadOf(whole.Evidence) : null;

    private static string? HeadOf(IReadOnlyList<AlertEvidence> evidence) =>
        (evidence.FirstOrDefault(post => post.Role == "representative") ?? evidence.FirstOrDefault(post => post.Role == "first"))?.PostId;

    /// <summary>What a revision that is headed by a post of another story is called by: the words of the last one that is not, as long as it names their post. Of another post nobody would tell when it is withdrawn.</summary>
    /// <param name="whole">The revision.</param>
    /// <param name="before">The one before it.</param>
    /// <param name="posts">Those that an editor has said to be another story.</param>
    /// <param name="kept">What the one before was called by in place of its own words.</param>
    /// <returns>Null if its own words stand.</returns>
    public static Heading? Keep(Alert whole, Alert before, IReadOnlyList<string> posts, Heading? kept)
    {
        if (!IsHeadedByOneOf(whole, posts))
        {
            return null;
        }
        var last = IsHeadedByOneOf(before, posts) ? kept : HeadOf(before.Evidence) is { } head ? new(before.Headline, head) : null;
        return whole.Evidence.Any(post => post.PostId == last?.PostId) ? last : null;
    }

    private static bool IsHeadedByOneOf(Alert alert, IReadOnlyList<string> posts) => HeadOf(alert.Evidence) is { } head && posts.Contains(head);

    /// <summary>The other story, as far as the posts in evidence tell of it. What was measured of both together is left as it was; why it fired nobody has weighed.</summary>
    /// <param name="whole">What it is split off.</param>
    /// <param name="id">Of the new event.</param>
    /// <param name="posts">Those of it that are the other story.</param>
    /// <param name="headline">The editor's words: of the posts no words are kept.</param>
    /// <param name="isOver">The whole has ended: nothing would ever end the part.</param>
    public static Alert PartOf(Alert whole, string id, IReadOnlyList<string> posts, string headline, bool isOver)
    {
        var evidence = whole.Evidence.Where(post => posts.Contains(post.PostId)).OrderBy(post => post.CreatedAt, StringComparer.Ordinal).ToArray();
        // A claim of its author: it lies neither before the event nor after what was told of it.
        var first = new[] { whole.FirstSeenAt, evidence[0].CreatedAt }.Max(StringComparer.Ordinal)!;
        first = new[] { first, whole.AlertedAt }.Min(StringComparer.Ordinal)!;
        return Counted(whole with
        {
            AlertId = $"{id}-1",
            EventId = id,
            Revision = 1,
            State = isOver ? AlertState.Closed : AlertState.Opened,
            MergedInto = null,
            RelatedTo = null,
            FirstSeenAt = first,
            Headline = headline,
            Coverage = AlertCoverage.Unreported,
            Why = [],
            Evidence = [.. evidence.Select((post, at) => post with { Role = at == 0 ? "first" : "voice" })],
        });
    }

    /// <summary>The part once posts were withdrawn of what it was split off, or of the event where they are now: of its words only those stay that this one still has. Null if the part had none of the posts.</summary>
    /// <param name="part">What was split off.</param>
    /// <param name="whole">The event that lost them.</param>
    /// <param name="gone">The ids of what was withdrawn, or may have been.</param>
    public static Alert? After(Alert part, Alert whole, IReadOnlyList<string> gone)
    {
        var left = part.Evidence.Where(post => !gone.Contains(post.PostId)).ToArray();
        var lost = part.Evidence.Count - left.Length;
        if (lost == 0)
        {
            return null;
        }
        var after = Next(part) with { AlertedAt = whole.AlertedAt, Counts = part.Counts with { Withdrawn = part.Counts.Withdrawn + lost } };
        return left.Length == 0
            ? Bare(after) with { State = AlertState.Retracted }
            : Counted(after with { Evidence = left, Terms = [.. part.Terms.Intersect(whole.Terms)], Places = [.. part.Places.Intersect(whole.Places)] });
    }

    /// <summary>The part once what it was split off has ended: nothing more will be known of it.</summary>
    public static Alert Closed(Alert part, Alert whole) => Counted(Next(part) with { State = AlertState.Closed, AlertedAt = whole.AlertedAt });

    /// <summary>The part once the split is undone. The whole has its posts and its words again: what is withdrawn there must not stay here.</summary>
    public static Alert Joined(Alert part, string whole) => Bare(Next(part)) with { State = AlertState.Merged, MergedInto = whole };

    private static Alert Bare(Alert part) => part with { Headline = "", Terms = [], Places = [], Evidence = [] };

    private static Alert Next(Alert part) => part with { AlertId = $"{part.EventId}-{part.Revision + 1}", Revision = part.Revision + 1, State = part.State == AlertState.Closed ? AlertState.Closed : AlertState.Updated };

    private static Alert Counted(Alert part)
    {
        var minutes = (AlertStore.Time(part.AlertedAt) - AlertStore.Time(part.FirstSeenAt))?.TotalMinutes ?? 0;
        return part with
        {
            Networks = [.. part.Evidence.Where(post => post.Network is not null).GroupBy(post => post.Network!).OrderByDescending(network => network.Count()).Select(network => new AlertNetwork(network.Key, network.Count()))],
            Counts = part.Counts with
            {
                Posts = part.Evidence.Count,
                Authors = part.Evidence.Select(post => post.AuthorId).Distinct().Count(),
                PerMinute = Math.Round(part.Evidence.Count / Math.Max(1, minutes), 3),
                Withdrawn = part.Revision == 1 ? 0 : part.Counts.Withdrawn,
                Voices = 0,
            },
        };
    }
}
