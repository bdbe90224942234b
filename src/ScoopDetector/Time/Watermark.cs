using ScoopDetector.State;

namespace ScoopDetector.Time;

/// <summary>Up to where one partition of the stream is known to be complete: its latest moment less the patience for stragglers.</summary>
/// <remarks>Never moves back. A partition that is drained moves on with the clock, by as much as has passed since it fell silent: at the live edge event time and
/// the clock run alike, and while an old stream is replayed nothing is drained.</remarks>
public sealed class Watermark(TimeSpan patience, TimeProvider clock) : IStateful
{
    private readonly long _patience = (long)patience.TotalMilliseconds;
    private long _latest = long.MinValue;
    private long _markedAt;

    /// <summary>Complete up to here, in milliseconds; <see cref="long.MinValue"/> before the first post.</summary>
    public long Current { get; private set; } = long.MinValue;

    public void Observe(long moment) => Observe(moment, clock.GetTimestamp());

    /// <param name="moment">Event time of a post.</param>
    /// <param name="heardAt">The clock's timestamp when it came: whoever takes in many posts together asks the clock once for all.</param>
    public void Observe(long moment, long heardAt)
    {
        _markedAt = heardAt;
        if (moment > _latest)
        {
            _latest = moment;
            Advance(moment - _patience);
        }
    }

    /// <summary>The source itself says that nothing before this moment will come.</summary>
    public void CompleteTo(long moment) => Advance(moment);

    /// <summary>Nothing is waiting to be read: time passes all the same.</summary>
    public void Idle()
    {
        if (_latest > long.MinValue)
        {
            Advance(_latest + (long)clock.GetElapsedTime(_markedAt).TotalMilliseconds - _patience);
        }
    }

    private void Advance(long moment) => Current = Math.Max(Current, moment);

    void IStateful.Save(StateWriter writer)
    {
        writer.Signed(Current);
        writer.Signed(_latest);
    }

    /// <summary>It fell silent now: another process's clock says nothing here.</summary>
    void IStateful.Load(StateReader reader)
    {
        Current = reader.Signed();
        _latest = reader.Signed();
        _markedAt = clock.GetTimestamp();
    }
}
