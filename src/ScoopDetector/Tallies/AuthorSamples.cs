using ScoopDetector.Terms;

namespace ScoopDetector.Tallies;

/// <summary>Chooses the sample of each <see cref="TermTally"/> of a pane: the posts of the authors with the lowest hashes, one each.</summary>
/// <param name="size">How many authors are kept.</param>
/// <remarks>Hot: runs for each term of each pane. All samples lie in one array, which begins with each post by itself: most terms are used by one post,
/// and these need no place of their own.</remarks>
internal sealed class AuthorSamples(int size)
{
    /// <summary>What a pane of a single post has; on a quiet stream nearly all are.</summary>
    private static readonly int[] OfOnePost = [0];

    private readonly ulong[] _lowest = new ulong[size];
    private readonly int[] _firsts = new int[size];
    private ulong[] _authors = new ulong[64];
    private int[] _samples = new int[256];
    private int _used;

    /// <summary>Begins a pane with these posts.</summary>
    public void Begin(ReadOnlySpan<PostDigest> posts)
    {
        _used = posts.Length;
        if (_authors.Length < posts.Length)
        {
            _authors = new ulong[posts.Length * 2];
        }
        Reserve(0);
        for (var i = 0; i < posts.Length; i++)
        {
            _authors[i] = posts[i].AuthorHash;
            _samples[i] = i;
        }
    }

    /// <param name="term">The term.</param>
    /// <param name="posts">How many posts use it.</param>
    /// <param name="candidates">Posts that use it, ascending, so that an author's first post comes first.</param>
    /// <param name="limit">Authors above this hash were not kept by some part, so none above it may be kept here.</param>
    public TermTally Choose(TermId term, int posts, ReadOnlySpan<int> candidates, ulong limit = ulong.MaxValue)
    {
        if (candidates.Length == 1)
        {
            return new(term, posts, candidates[0], 1, limit);
        }
        Reserve(candidates.Length);
        var sample = _samples.AsSpan(_used);
        var (kept, count, isCut) = (0, 0, false);
        foreach (var post in candidates)
        {
            var author = _authors[post];
            if (author > limit || (isCut && author > _lowest[^1]))
            {
                continue;
            }
            var at = _lowest.AsSpan(0, kept).BinarySearch(author);
            if (at >= 0)
            {
                continue;
            }
            isCut |= kept == size;
            if (~at < size)
            {
                kept = Insert(~at, kept, author, post);
            }
            if (!isCut)
            {
                sample[count++] = post;
            }
        }
        if (isCut)
        {
            count = size;
            _firsts.CopyTo(sample);
            sample[..count].Sort();
        }
        _used += count;
        return new(term, posts, _used - count, count, isCut ? _lowest[^1] : limit);
    }

    /// <summary>The samples of all terms since <see cref="Begin"/>.</summary>
    public int[] ToArray() => _used == 1 ? OfOnePost : _samples.AsSpan(0, _used).ToArray();

    /// <summary>Keeps the lowest authors in order. The highest makes room if need be.</summary>
    private int Insert(int at, int kept, ulong author, int post)
    {
        var end = Math.Min(kept, size - 1);
        for (var i = end; i > at; i--)
        {
            (_lowest[i], _firsts[i]) = (_lowest[i - 1], _firsts[i - 1]);
        }
        (_lowest[at], _firsts[at]) = (author, post);
        return end + 1;
    }

    private void Reserve(int more)
    {
        if (_samples.Length < _used + more)
        {
            Array.Resize(ref _samples, (_used + more) * 2);
        }
    }
}
