namespace ScoopDetector.Posts;

/// <summary>A run of posts of one partition, in order of arrival, in one block of memory that is used again and again.</summary>
/// <param name="partition">From 0.</param>
/// <param name="capacity">Bytes to begin with; it grows as needed.</param>
/// <remarks>Rx and the stages work on batches: an observable of single posts would cost more than the work itself.</remarks>
public sealed class PostBatch(int partition, int capacity = 64 * 1024)
{
    private byte[] _bytes = new byte[capacity];
    private Entry[] _entries = new Entry[256];
    private int _used;

    public int Partition { get; } = partition;

    public int Count { get; private set; }

    public int Bytes => _used;

    /// <summary>Up to where, in event time, the partition is known to be complete after this batch; null if only its posts tell.</summary>
    public long? CompleteTo { get; set; }

    /// <summary>Nothing more is waiting in this partition: it must not hold up the others while it is silent.</summary>
    public bool IsDrained { get; set; }

    /// <summary>The partition is read anew from here on, by somebody who did not read what came before: what is still open of an earlier reading is void.</summary>
    public bool IsRestart { get; set; }

    /// <summary>The post at this index. The view stands until <see cref="Clear"/> or the next <see cref="Add"/>.</summary>
    public Post this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            ref readonly var entry = ref _entries[index];
            var at = entry.Start;
            return new Post
            {
                Kind = entry.Kind,
                Id = Take(ref at, entry.Id),
                AuthorId = Take(ref at, entry.Author),
                Text = Take(ref at, entry.Text),
                Language = Take(ref at, entry.Language),
                Network = Take(ref at, entry.Network),
                RepostOf = Take(ref at, entry.RepostOf),
                ReplyTo = Take(ref at, entry.ReplyTo),
                Links = Take(ref at, entry.Links),
                HasMedia = entry.HasMedia,
                CreatedAt = entry.CreatedAt,
                ObservedAt = entry.ObservedAt,
                EditedAt = entry.EditedAt,
            };
        }
    }

    /// <summary>Copies a post in, observed at the given moment of event time.</summary>
    public void Add(in Post post, long observedAt)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }
        Reserve(post.Id.Length + post.AuthorId.Length + post.Text.Length + post.Language.Length + post.Network.Length + post.RepostOf.Length + post.ReplyTo.Length + post.Links.Length);
        _entries[Count++] = new Entry
        {
            Start = _used,
            Kind = post.Kind,
            Id = Put(post.Id),
            Author = Put(post.AuthorId),
            Text = Put(post.Text),
            Language = Put(post.Language),
            Network = Put(post.Network),
            RepostOf = Put(post.RepostOf),
            ReplyTo = Put(post.ReplyTo),
            Links = Put(post.Links),
            HasMedia = post.HasMedia,
            CreatedAt = post.CreatedAt,
            ObservedAt = observedAt,
            EditedAt = post.EditedAt,
        };
    }

    public void Clear()
    {
        Count = _used = 0;
        CompleteTo = null;
        IsDrained = IsRestart = false;
    }

    private ReadOnlySpan<byte> Take(scoped ref int at, int length)
    {
        at += length;
        return _bytes.AsSpan(at - length, length);
    }

    private void Reserve(int more)
    {
        if (_used + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + more));
        }
    }

    private int Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
        return bytes.Length;
    }

    private struct Entry
    {
        public int Start, Id, Author, Text, Language, Network, RepostOf, ReplyTo, Links;
        public long CreatedAt, ObservedAt;
        public long? EditedAt;
        public PostKind Kind;
        public bool HasMedia;
    }
}
