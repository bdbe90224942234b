using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Knows what one feed has shown already, and how far its times can be believed.</summary>
/// <param name="feed">Which.</param>
/// <param name="backdatedAfter">See <see cref="NewsOptions.BackdatedAfter"/>.</param>
internal sealed class FeedMemory(Feed feed, TimeSpan backdatedAfter)
{
    private const int Most = 5_000;

    private readonly Dictionary<string, DateTimeOffset?> _known = [];
    private readonly Queue<string> _order = new();
    private DateTimeOffset? _lastLook;

    /// <summary>Items whose claims were contradicted.</summary>
    public long Distrusted { get; private set; }

    /// <summary>What is new since the last look.</summary>
    public IReadOnlyList<Headline> Take(IEnumerable<FeedItem> items, DateTimeOffset now)
    {
        var headlines = items.Where(item => IsNew(item)).Select(item => HeadlineOf(item, now)).ToArray();
        _lastLook = now;
        return headlines;
    }

    private bool IsNew(FeedItem item)
    {
        if (!_known.TryAdd(item.Id, item.PublishedAt))
        {
            return false;
        }
        _order.Enqueue(item.Id);
        if (_order.Count > Most)
        {
            _known.Remove(_order.Dequeue());
        }
        return true;
    }

    private Headline HeadlineOf(FeedItem item, DateTimeOffset now)
    {
        // Had it been published then, the look before would have shown it. Of the first look nothing can be said.
        var isBackdated = item.PublishedAt < _lastLook - backdatedAfter;
        var isTrusted = !isBackdated && !(item.PublishedAt > now);
        Distrusted += isTrusted ? 0 : 1;
        return new()
        {
            Id = item.Id,
            Source = feed.Source,
            Channel = feed.Channel,
            Language = feed.Lang,
            Title = item.Title,
            Summary = item.Summary.Length > 0 ? item.Summary : null,
            Url = item.Link.Length > 0 ? item.Link : null,
            PublishedAt = item.PublishedAt,
            FirstSeenAt = now,
            IsTrusted = isTrusted,
        };
    }
}
