using System.Text;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>What recent posts link to, by the first version of each.</summary>
internal sealed class PostLinks
{
    /// <summary>Nearly all posts are told as evidence long before: an event is told by what was said in its last quarter of an hour.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(6);

    private readonly NewsWords _words = new(Gazetteer.None);
    private readonly Dictionary<string, HashSet<TermId>> _byPost = [];

    // Not in the order in which they came: one that claims to be from the future must not keep all that come after it.
    private readonly PriorityQueue<string, long> _oldest = new();

    public int Count => _byPost.Count;

    public IReadOnlyCollection<TermId> Of(string postId) => _byPost.TryGetValue(postId, out var links) ? links : [];

    public void Accept(in Post post)
    {
        HashSet<TermId> links = [.. _words.LinksOf(post.Text), .. _words.LinksOf(post.Links)];
        if (links.Count > 0 && _byPost.TryAdd(Encoding.UTF8.GetString(post.Id), links))
        {
            _oldest.Enqueue(Encoding.UTF8.GetString(post.Id), post.ObservedAt ?? post.CreatedAt);
        }
    }

    /// <param name="now">By the alerts and headlines.</param>
    public void MoveTo(DateTimeOffset now)
    {
        while (_oldest.TryPeek(out var post, out var at) && at < (now - Kept).ToUnixTimeMilliseconds())
        {
            _byPost.Remove(post);
            _oldest.Dequeue();
        }
    }
}
