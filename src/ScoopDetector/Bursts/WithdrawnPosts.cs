using ScoopDetector.Tallies;

namespace ScoopDetector.Bursts;

/// <summary>Knows which of the recent posts were withdrawn: they no longer speak for anything.</summary>
internal sealed partial class WithdrawnPosts
{
    private readonly Dictionary<ulong, long> _posts = [];
    private readonly Dictionary<ulong, long> _authors = [];

    public void Add(IReadOnlyList<Withdrawal> withdrawals)
    {
        foreach (var withdrawal in withdrawals)
        {
            if (withdrawal.PostId != 0)
            {
                _posts[withdrawal.PostId] = withdrawal.At;
            }
            else
            {
                _authors[withdrawal.AuthorId] = withdrawal.At;
            }
        }
    }

    public bool Contains(PostDigest post) =>
        (_posts.Count > 0 && _posts.ContainsKey(post.IdHash)) || (_authors.Count > 0 && _authors.TryGetValue(post.AuthorHash, out var at) && post.ObservedAt <= at);

    public void ForgetBefore(long moment)
    {
        foreach (var (key, at) in _posts)
        {
            if (at < moment)
            {
                _posts.Remove(key);
            }
        }
        foreach (var (key, at) in _authors)
        {
            if (at < moment)
            {
                _authors.Remove(key);
            }
        }
    }
}
