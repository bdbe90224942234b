using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Tallies;

/// <summary>The counts of one pane.</summary>
/// <remarks><see cref="Merge"/> is associative and commutative, so a pane that was tallied in parts by several consumers is the pane that one would have tallied alone.</remarks>
public sealed record PaneTally(Pane Pane)
{
    /// <summary>In <see cref="PostDigest.InOrder"/>.</summary>
    public required IReadOnlyList<PostDigest> Posts { get; init; }

    /// <summary>By term, ascending.</summary>
    public required IReadOnlyList<TermTally> Terms { get; init; }

    /// <summary>How many posts use a term of each <see cref="Script"/>; a post in two scripts counts in both.</summary>
    public required IReadOnlyList<int> PostsByScript { get; init; }

    /// <summary>By (post, author), ascending.</summary>
    public required IReadOnlyList<Withdrawal> Withdrawals { get; init; }

    public static PaneTally Empty(Pane pane) => new(pane) { Posts = [], Terms = [], PostsByScript = new int[8], Withdrawals = [] };

    /// <summary>Adds up parts of one pane that share no post.</summary>
    /// <param name="parts">At least one, all of the same pane.</param>
    /// <param name="sampleSize">As in <see cref="TallyOptions.SampleSize"/>.</param>
    public static PaneTally Merge(IReadOnlyList<PaneTally> parts, int sampleSize)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }
        var posts = parts.SelectMany(part => part.Posts).ToArray();
        Array.Sort(posts, PostDigest.InOrder);
        var index = new Dictionary<PostDigest, int>(posts.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < posts.Length; i++)
        {
            index[posts[i]] = i;
        }
        var terms = parts
            .SelectMany(part => part.Terms, (part, tally) => (part, tally))
            .GroupBy(x => x.tally.Term)
            .Select(same => AuthorSample.Merge(same.Key, [.. same], posts, index, sampleSize))
            .OrderBy(tally => tally.Term.Value)
            .ToArray();
        return new(parts[0].Pane)
        {
            Posts = posts,
            Terms = terms,
            PostsByScript = [.. Enumerable.Range(0, 8).Select(script => parts.Sum(part => part.PostsByScript[script]))],
            Withdrawals = [.. parts.SelectMany(part => part.Withdrawals).Distinct().OrderBy(w => w.PostId).ThenBy(w => w.AuthorId).ThenBy(w => w.At)],
        };
    }
}
