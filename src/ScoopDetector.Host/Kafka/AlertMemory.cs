using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Kafka;

/// <summary>Knows which alerts were told, so that a stream that is read again does not tell them again.</summary>
/// <remarks>An event's revisions are told in order, so the highest one stands for all below it; a compacted topic keeps no more.</remarks>
/// <param name="pastIsWhole">The stream is read again from its very beginning, so that the same events come out under the same ids. Where its beginning is gone,
/// an old event may come out a little different, under another id: then everything before the latest alert counts as told.</param>
internal sealed class AlertMemory(bool pastIsWhole)
{
    private readonly Dictionary<string, int> _revisions = [];
    private string _latest = "";

    public void Remember(string eventId, int revision, string alertedAt)
    {
        _revisions[eventId] = Math.Max(revision, _revisions.GetValueOrDefault(eventId));
        _latest = string.CompareOrdinal(alertedAt, _latest) > 0 ? alertedAt : _latest;
    }

    public bool Knows(Alert alert) => alert.Revision <= _revisions.GetValueOrDefault(alert.EventId)
        || (!pastIsWhole && string.CompareOrdinal(alert.AlertedAt, _latest) < 0);
}
