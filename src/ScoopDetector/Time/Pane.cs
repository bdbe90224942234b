namespace ScoopDetector.Time;

/// <summary>A half-open slice of event time, <c>[Start, End)</c>, aligned to the epoch.</summary>
/// <remarks>Panes of one width tile time without gap or overlap, so every post falls into exactly one,
/// and two processes that never met cut the same panes. All times are milliseconds since 1970-01-01 UTC.</remarks>
public readonly record struct Pane
{
    private Pane(long start, int width) => (Start, Width) = (start, width);

    /// <summary>The first millisecond inside.</summary>
    public long Start { get; }

    /// <summary>In milliseconds.</summary>
    public int Width { get; }

    /// <summary>The first millisecond outside.</summary>
    public long End => Start + Width;

    /// <summary>The pane that a moment falls into. Moments before the epoch work too.</summary>
    public static Pane Of(long moment, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new(moment - (((moment % width) + width) % width), width);
    }

    public bool Contains(long moment) => Start <= moment && moment < End;

    /// <summary>How many panes of this width lie between the epoch and this one: a number for arithmetic on panes.</summary>
    public long Number() => Start / Width;

    public override string ToString() => $"[{Moment.Text(Start)}, {Moment.Text(End)})";
}
