using System.Globalization;
using System.Text;

namespace ScoopDetector.Host.Sources.Topic;

/// <summary>How far each partition of a topic was taken: the offset of the next message. As text it is a position: <c>topic 0:17 1:4</c>.</summary>
internal sealed class TopicOffsets
{
    private readonly SortedDictionary<int, long> _next = [];

    private TopicOffsets() { }

    /// <summary>That of no partition is known.</summary>
    public static TopicOffsets None => new();

    /// <summary>Null if the text says nothing about this topic: nothing was saved, or another topic was read before.</summary>
    public static TopicOffsets? Read(string? position, string topic)
    {
        var parts = position?.Split(' ') ?? [];
        if (parts.Length == 0 || parts[0] != topic)
        {
            return null;
        }
        var offsets = new TopicOffsets();
        foreach (var part in parts.Skip(1))
        {
            if (part.Split(':') is not [var partition, var next]
                || !int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            {
                return null;
            }
            offsets._next[number] = offset;
        }
        return offsets;
    }

    /// <summary>Null for a partition of which nothing was read.</summary>
    public long? this[int partition] => _next.TryGetValue(partition, out var next) ? next : null;

    public void Set(int partition, long next) => _next[partition] = next;

    public string Write(string topic)
    {
        var text = new StringBuilder(topic);
        foreach (var (partition, next) in _next)
        {
            text.Append(CultureInfo.InvariantCulture, $" {partition}:{next}");
        }
        return text.ToString();
    }

    /// <summary>Where a partition is gone on with, and how many messages were deleted before anybody read them; null if that cannot be known.</summary>
    /// <param name="next">Up to where it was taken; null for a partition that was not there before.</param>
    /// <param name="low">The oldest that is still held.</param>
    /// <param name="high">Behind the newest.</param>
    public static (long From, long? Lost) Resume(long? next, long low, long high) => next switch
    {
        null => (low, 0),
        { } at when at < low => (low, low - at),
        // The topic was made anew, or its leader lost what it had: which messages are gone nobody can tell.
        { } at when at > high => (low, null),
        { } at => (at, 0),
    };
}
