namespace ScoopDetector.Simulation;

/// <summary>Some of the latest posts of one language, to be answered and passed on. The oldest makes room for the newest.</summary>
internal sealed class RecentPosts(int capacity)
{
    private readonly Entry[] _entries = new Entry[capacity];
    private long _remembered;

    public void Remember(Draft draft, long id)
    {
        ref var entry = ref _entries[_remembered++ % capacity];
        entry.Text ??= new TextBuffer(256);
        entry.Text.Clear();
        entry.Text.Append(draft.Text.Written);
        (entry.Id, entry.Author, entry.CreatedMs) = (id, draft.Author, draft.CreatedMs);
    }

    /// <summary>One of them that was written before <paramref name="createdMs"/>. False if chance meets none.</summary>
    public bool TryPick(Chance chance, long createdMs, out Entry entry)
    {
        entry = default;
        if (_remembered == 0) return false;
        entry = _entries[chance.Below((int)Math.Min(capacity, _remembered))];
        return entry.CreatedMs < createdMs;
    }

    internal struct Entry
    {
        public TextBuffer Text;
        public long Id, Author, CreatedMs;
    }
}
