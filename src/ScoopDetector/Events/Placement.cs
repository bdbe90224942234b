using ScoopDetector.Bursts;

namespace ScoopDetector.Events;

/// <summary>Which event each recent post belongs to. A post that belongs to one explains no burst but that event's.</summary>
internal sealed partial class Placement(TimeSpan span)
{
    private readonly long _span = (long)span.TotalMilliseconds;
    private readonly Dictionary<ulong, EventFile> _eventOf = [];
    private readonly Queue<(ulong Post, long At)> _order = new();

    /// <summary>Null if it belongs to none.</summary>
    public EventFile? this[ulong post] => _eventOf.GetValueOrDefault(post);

    public bool IsFree(Voice voice) => !_eventOf.ContainsKey(voice.Post.IdHash);

    public void Put(Voice voice, EventFile file, long now)
    {
        if (!_eventOf.ContainsKey(voice.Post.IdHash))
        {
            _order.Enqueue((voice.Post.IdHash, now));
        }
        _eventOf[voice.Post.IdHash] = file;
    }

    public void MoveTo(long now)
    {
        while (_order.TryPeek(out var oldest) && oldest.At <= now - _span)
        {
            _eventOf.Remove(_order.Dequeue().Post);
        }
    }
}
