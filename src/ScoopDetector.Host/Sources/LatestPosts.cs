using ScoopDetector.Posts;

namespace ScoopDetector.Host.Sources;

/// <summary>Knows the latest posts of a source: a stream that is resumed begins a little before its end, and some deletes do not say whose post it was.</summary>
/// <param name="most">How many are kept; the oldest go first.</param>
internal sealed class LatestPosts(int most)
{
    private readonly Dictionary<ulong, byte[]> _authors = [];
    private readonly Queue<ulong> _arrivals = new();

    /// <summary>False if this very message came before: the same post, in the same version; or the same withdrawal.</summary>
    public bool Add(in Post post)
    {
        var key = Hash64.Pair(Hash64.Of(post.Id), (ulong)((byte)post.Kind + 1 + ((post.EditedAt ?? 0) << 2)));
        if (post.Kind == PostKind.PurgeAuthor)
        {
            // It holds for what came before it; what the author says afterwards is another matter, and so is a second purge.
            return true;
        }
        if (!_authors.TryAdd(key, []))
        {
            return false;
        }
        _arrivals.Enqueue(key);
        if (post.Kind == PostKind.Create && _authors.TryAdd(Hash64.Of(post.Id), post.AuthorId.ToArray()))
        {
            _arrivals.Enqueue(Hash64.Of(post.Id));
        }
        while (_arrivals.Count > most * 2)
        {
            _authors.Remove(_arrivals.Dequeue());
        }
        return true;
    }

    /// <summary>Who wrote it; empty if it is not known any more.</summary>
    public ReadOnlySpan<byte> AuthorOf(ReadOnlySpan<byte> id) => _authors.GetValueOrDefault(Hash64.Of(id), []);
}
