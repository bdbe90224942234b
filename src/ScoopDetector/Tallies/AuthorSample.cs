using ScoopDetector.Terms;

namespace ScoopDetector.Tallies;

/// <summary>Chooses the sample of a <see cref="TermTally"/>: the posts of the authors with the lowest hashes, one each.</summary>
internal static class AuthorSample
{
    // Most terms of a pane are used by one post. They share one sample for each post, which halves what a pane allocates.
    private static readonly int[][] Singles = [.. Enumerable.Range(0, 1024).Select(at => new[] { at })];

    /// <param name="term">The term.</param>
    /// <param name="count">The posts that use it.</param>
    /// <param name="indices">Candidates, ascending, so that an author's first post comes first.</param>
    /// <param name="posts">What the indices mean.</param>
    /// <param name="size">How many authors are kept.</param>
    /// <param name="limit">Authors above this hash were not kept by some part, so none above it may be kept here.</param>
    public static TermTally Choose(TermId term, int count, ReadOnlySpan<int> indices, IReadOnlyList<PostDigest> posts, int size, ulong limit = ulong.MaxValue)
    {
        if (indices.Length == 1)
        {
            return new(term, count, Single(indices[0]), limit);
        }
        var firsts = FirstOfEachAuthor(indices, posts, limit);
        if (firsts.Count <= size)
        {
            return new(term, count, [.. firsts], limit);
        }
        firsts.Sort((a, b) => posts[a].AuthorHash.CompareTo(posts[b].AuthorHash));
        var highest = posts[firsts[size - 1]].AuthorHash;
        firsts.RemoveRange(size, firsts.Count - size);
        firsts.Sort();
        return new(term, count, [.. firsts], highest);
    }

    public static TermTally Merge(TermId term, (PaneTally Part, TermTally Tally)[] same, IReadOnlyList<PostDigest> posts, Dictionary<PostDigest, int> index, int size)
    {
        var indices = same.SelectMany(x => x.Tally.Sample, (x, at) => index[x.Part.Posts[at]]).ToArray();
        Array.Sort(indices);
        return Choose(term, same.Sum(x => x.Tally.Posts), indices, posts, size, same.Min(x => x.Tally.HighestAuthor));
    }

    private static int[] Single(int at) => at < Singles.Length ? Singles[at] : [at];

    private static List<int> FirstOfEachAuthor(ReadOnlySpan<int> indices, IReadOnlyList<PostDigest> posts, ulong limit)
    {
        var firsts = new List<int>(indices.Length);
        if (indices.Length <= 8)
        {
            foreach (var at in indices)
            {
                var author = posts[at].AuthorHash;
                if (author <= limit && !firsts.Exists(other => posts[other].AuthorHash == author))
                {
                    firsts.Add(at);
                }
            }
            return firsts;
        }
        var authors = new HashSet<ulong>(indices.Length);
        foreach (var at in indices)
        {
            var author = posts[at].AuthorHash;
            if (author <= limit && authors.Add(author))
            {
                firsts.Add(at);
            }
        }
        return firsts;
    }
}
