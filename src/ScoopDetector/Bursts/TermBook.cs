using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>The terms that are remembered, in one block of memory.</summary>
/// <remarks>
/// Hot: a look-up is one read from main memory, which is most of what a term costs. Open addressing by the highest bits of the hash, so that the terms of a pane,
/// which come ascending, are met in the order of their cells, and growing is one walk through both tables.
/// Before it grows it forgets what has not been used for the longest window and was rare before; at its limit it forgets more.
/// </remarks>
internal sealed class TermBook(BurstOptions options, Forgetting forgetting, int longestWindow, int lastConstant)
{
    private const int LeastBits = 14;

    private readonly int _mostBits = BitsFor(options.MaxTerms);
    private TermCell[] _cells = new TermCell[1 << LeastBits];
    private int _bits = LeastBits;

    public int Count { get; private set; }

    /// <summary>The cell of a term, which stands until the next call; an empty one with only the term in it if the term was not known.</summary>
    public ref TermCell this[TermId term, int now]
    {
        get
        {
            var key = Math.Max(term.Value, 64);
            ref var cell = ref Find(key);
            if (cell.Term == 0)
            {
                if (Count >= (_cells.Length >> 2) * 3)
                {
                    MakeRoom(now);
                    cell = ref Find(key);
                }
                Count++;
                cell.Term = key;
                cell.UpdatedOn = now;
            }
            return ref cell;
        }
    }

    private ref TermCell Find(ulong key)
    {
        var cells = _cells;
        var at = (int)(key >> (64 - _bits));
        while (cells[at].Term != key && cells[at].Term != 0)
        {
            at = (at + 1) & (cells.Length - 1);
        }
        return ref cells[at];
    }

    private void MakeRoom(int now)
    {
        var (age, rare) = (longestWindow, 1.5f);
        while (true)
        {
            var kept = Array.FindAll(_cells, cell => cell.Term != 0 && IsKept(cell, now, age, rare));
            if (kept.Length <= _cells.Length / 2 || _bits < _mostBits)
            {
                _bits += kept.Length > _cells.Length / 2 ? 1 : 0;
                _cells = new TermCell[1 << _bits];
                Count = kept.Length;
                foreach (ref readonly var cell in kept.AsSpan())
                {
                    Find(cell.Term) = cell;
                }
                return;
            }
            // At the limit, step by step: what was rare, and what is new.
            (age, rare) = (age > 0 ? age / 2 : -1, rare * 2);
        }
    }

    private bool IsKept(in TermCell cell, int now, int age, float rare) =>
        now - cell.UpdatedOn <= age || cell.Remembered[options.Horizons.Count - 1] * forgetting.After(now - cell.UpdatedOn, lastConstant) >= rare;

    private static int BitsFor(int terms)
    {
        var bits = LeastBits;
        while ((1L << bits) * 3 / 4 < terms)
        {
            bits++;
        }
        return bits;
    }
}
