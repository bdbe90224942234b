namespace ScoopDetector.Bursts;

/// <summary>What is remembered of one term: its recent uses, and how often it was used before, on each horizon.</summary>
/// <remarks>Hot: a use carries its time, so that measuring the windows walks over one block of memory.</remarks>
internal sealed class TermHistory(int horizons)
{
    private Use[] _uses = new Use[4];
    private int _start;

    /// <param name="Voice">The post.</param>
    /// <param name="At">When it was observed.</param>
    /// <param name="Taught">How much it taught the baseline.</param>
    public readonly record struct Use(Voice Voice, long At, float Taught);

    /// <summary>Uses as each horizon remembers them, as of <see cref="UpdatedAt"/>.</summary>
    public float[] Remembered { get; } = new float[horizons];

    /// <summary>Event time.</summary>
    public long UpdatedAt { get; set; }

    /// <summary>Up to when the term is held to be bursting.</summary>
    public long BurstsUntil { get; set; } = long.MinValue;

    public int Count { get; private set; }

    /// <summary>By age: 0 is the oldest kept.</summary>
    public ref readonly Use this[int index]
    {
        get
        {
            // The length is a power of two.
            return ref _uses[(_start + index) & (_uses.Length - 1)];
        }
    }

    public void Add(Use use, int most)
    {
        if (Count == most)
        {
            Forget();
        }
        if (Count == _uses.Length)
        {
            var larger = new Use[_uses.Length * 2];
            for (var i = 0; i < Count; i++)
            {
                larger[i] = this[i];
            }
            (_uses, _start) = (larger, 0);
        }
        _uses[(_start + Count++) & (_uses.Length - 1)] = use;
    }

    public void ForgetBefore(long moment)
    {
        while (Count > 0 && this[0].At < moment)
        {
            Forget();
        }
    }

    private void Forget()
    {
        _uses[_start] = default;
        _start = (_start + 1) & (_uses.Length - 1);
        Count--;
    }
}
