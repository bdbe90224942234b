namespace ScoopDetector.Bursts;

/// <summary>What is remembered of one term: its recent uses, and how often it was used before, on each horizon.</summary>
internal sealed class TermHistory(int horizons)
{
    private Use[] _uses = new Use[2];
    private int _start;

    public readonly record struct Use(Voice Voice, float Taught);

    /// <summary>Uses as each horizon remembers them, as of <see cref="UpdatedAt"/>.</summary>
    public float[] Remembered { get; } = new float[horizons];

    /// <summary>Event time.</summary>
    public long UpdatedAt { get; set; }

    /// <summary>Up to when the term is held to be bursting.</summary>
    public long BurstsUntil { get; set; } = long.MinValue;

    public int Count { get; private set; }

    /// <summary>By age: 0 is the oldest kept.</summary>
    public ref readonly Use this[int index] => ref _uses[(_start + index) % _uses.Length];

    public void Add(Use use, int most)
    {
        if (Count == most)
        {
            _start = (_start + 1) % _uses.Length;
            Count--;
        }
        if (Count == _uses.Length)
        {
            var larger = new Use[Math.Min(most, Count * 2)];
            for (var i = 0; i < Count; i++)
            {
                larger[i] = this[i];
            }
            (_uses, _start) = (larger, 0);
        }
        _uses[(_start + Count++) % _uses.Length] = use;
    }

    public void ForgetBefore(long moment)
    {
        while (Count > 0 && this[0].Voice.Post.ObservedAt < moment)
        {
            _uses[_start] = default;
            _start = (_start + 1) % _uses.Length;
            Count--;
        }
    }
}
