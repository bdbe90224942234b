using ScoopDetector.Host.Deliveries.Messages;

namespace ScoopDetector.Host.Feeds;

/// <summary>A package of IPTC's ninjs 3.1, with Media Topics where the terms tell one.</summary>
internal static class NinjsFeed
{
    public const string ContentType = "application/json; charset=utf-8";

    public static byte[] Write(Feed feed) => NinjsItem.Write(
        $"urn:scoop:feed:{feed.StoreId}:{Uri.EscapeDataString(feed.Self)}", feed.Updated, Feed.Title, feed.Entries.Select(entry => NinjsItem.Of(entry.Alert, feed.Page(entry), Feed.IsRetracted(entry))));
}
