using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ScoopDetector.Host.Store;

/// <summary>Which events stood in which filtered feed: a retraction goes where the event went. Safe to use from any thread.</summary>
/// <remarks>By the time of a retraction nothing is left by which a filter could know the event. Of the filter only a hash is kept: the word in it would tell what somebody has withdrawn.</remarks>
internal sealed class FeedLog(AlertStore store)
{
    /// <summary>Filters that are remembered; beyond them those go that were asked for longest ago.</summary>
    private const int MostFeeds = 1000;

    private static readonly TimeSpan AskedAnew = TimeSpan.FromHours(1);

    private volatile bool _hasGaps;

    /// <summary>Takes note of what a feed tells, before it does. Where the store can keep nothing, all feeds get all retractions from then on: one too many does no harm.</summary>
    /// <param name="feed">Its filter, or its lane.</param>
    /// <param name="told">The ids of the events.</param>
    public void Tell(string feed, IReadOnlyCollection<string> told)
    {
        var (key, now) = (KeyOf(feed), store.Now);
        if (Known(key, told).Count == told.Count && IsAskedLately(key, now))
        {
            return;
        }
        try
        {
            store.Write(() => Keep(key, told, now));
        }
        catch (StoreFault)
        {
            _hasGaps = true;
        }
    }

    /// <summary>Those of some events that the feed has told, or may have.</summary>
    public IEnumerable<AlertEntry> Told(string feed, IReadOnlyList<AlertEntry> entries)
    {
        if (_hasGaps)
        {
            return entries;
        }
        var known = Known(KeyOf(feed), [.. entries.Select(entry => entry.Alert.EventId)]);
        return entries.Where(entry => known.Contains(entry.Alert.EventId));
    }

    private int Keep(string key, IEnumerable<string> told, DateTimeOffset now)
    {
        store.Writer.Run("INSERT OR REPLACE INTO feeds VALUES (@key, @now)", ("@key", key), ("@now", AlertStore.Text(now)));
        store.Writer.Run("DELETE FROM feeds WHERE key IN (SELECT key FROM feeds ORDER BY asked_at DESC LIMIT -1 OFFSET @most)", ("@most", MostFeeds));
        store.Writer.Run("DELETE FROM feed_events WHERE feed NOT IN (SELECT key FROM feeds)");
        return store.Writer.Run("INSERT OR IGNORE INTO feed_events SELECT @key, value FROM json_each(@told)", ("@key", key), ("@told", JsonSerializer.Serialize(told)));
    }

    private bool IsAskedLately(string key, DateTimeOffset now) => store.Read(reader =>
        reader.Scalar("SELECT 1 FROM feeds WHERE key = @key AND asked_at > @since", ("@key", key), ("@since", AlertStore.Text(now - AskedAnew)))) is not null;

    private HashSet<string> Known(string key, IReadOnlyCollection<string> events) => store.Read(reader => reader.Rows(
        "SELECT event_id FROM feed_events WHERE feed = @key AND event_id IN (SELECT value FROM json_each(@events))",
        row => row.GetString(0), ("@key", key), ("@events", JsonSerializer.Serialize(events)))).ToHashSet();

    private static string KeyOf(string feed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(feed)).AsSpan(0, 16));
}
