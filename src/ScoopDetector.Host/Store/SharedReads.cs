using System.Collections.Concurrent;

namespace ScoopDetector.Host.Store;

/// <summary>What has been read since the store was last written. Safe to use from any thread.</summary>
internal sealed class SharedReads
{
    /// <summary>More different questions are not asked again and again between two changes.</summary>
    private const int Most = 100;

    private ConcurrentDictionary<object, object> _read = [];

    /// <summary>The store has been written: what was read before, or is being read just now, is true no more.</summary>
    public void Forget() => Volatile.Write(ref _read, []);

    public T Get<T>(object key, Func<T> read) where T : class
    {
        // Taken before it is read: what was begun before a change is kept where nobody looks after it.
        var known = Volatile.Read(ref _read);
        if (known.TryGetValue(key, out var already))
        {
            return (T)already;
        }
        var now = read();
        if (known.Count < Most)
        {
            known[key] = now;
        }
        return now;
    }
}
