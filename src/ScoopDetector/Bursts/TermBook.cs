using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Bursts;

/// <summary>The terms that are remembered, in one block of memory.</summary>
/// <remarks>
/// Hot: a look-up is one read from main memory, which is most of what a term costs unless many are made together (<see cref="LookUp"/>). Open addressing by the highest
/// bits of the hash, so that the terms of a pane, which come ascending, are met in the order of their cells, and growing is one walk through both tables.
/// Before it grows it forgets what has not been used for the longest window and was rare before; at its limit it forgets more.
/// </remarks>
internal sealed partial class TermBook(BurstOptions options, Forgetting forgetting, int longestWindow, int lastConstant)
{
    /// <summary>How many terms can be looked up together: more would push each other out of the nearest cache.</summary>
    public const int Together = 64;

    private const int LeastBits = 14;

    /// <summary>As how many uses an earlier burst counts when it is asked what may be forgotten: enough to be known for three weeks on a horizon of one.</summary>
    private const int UsesPerEpisode = 30;

    private readonly int _mostBits = BitsFor(options.MaxTerms);
    private readonly int _lastHorizon = options.Horizons.Count - 1;
    private TermCells _cells = new(1 << LeastBits);
    private int _bits = LeastBits;

    // Of the terms looked up together: the place of each, if the cells are still where they were then.
    private readonly int[] _places = new int[Together];
    private bool _placesStand;

    // Written so that what is read ahead is not left out as idle.
    private ulong _read;

    public int Count { get; private set; }

    /// <summary>The cell of a term, which stands until the next call; an empty one with only the term in it if the term was not known.</summary>
    public ref TermCell this[TermId term, int now] => ref Use(KeyOf(term), Home(KeyOf(term)), now);

    /// <summary>Looks up at most <see cref="Together"/> terms, for <see cref="LookedUp"/>: in a loop that waits for nothing, all their cells come from memory together.</summary>
    public void LookUp(ReadOnlySpan<TermTally> terms)
    {
        var cells = _cells.All;
        var read = 0ul;
        foreach (ref readonly var term in terms)
        {
            read += cells[Home(KeyOf(term.Term))].Term;
        }
        _read = read;
        for (var i = 0; i < terms.Length; i++)
        {
            var key = KeyOf(terms[i].Term);
            _places[i] = Find(key, Home(key));
        }
        _placesStand = true;
    }

    /// <summary>As the indexer, for a term that was looked up.</summary>
    /// <param name="i">Its place among those looked up together.</param>
    public ref TermCell LookedUp(int i, TermId term, int now)
    {
        // A place that was empty may have been taken by another of the terms since: the search goes on from there.
        var key = KeyOf(term);
        return ref Use(key, _placesStand ? _places[i] : Home(key), now);
    }

    private ref TermCell Use(ulong key, int from, int now)
    {
        ref var cell = ref _cells[Find(key, from)];
        if (cell.Term == 0)
        {
            if (Count >= (_cells.Length >> 2) * 3)
            {
                MakeRoom(now);
                cell = ref _cells[Find(key, Home(key))];
            }
            Count++;
            (cell.Term, cell.UpdatedOn) = (key, now);
        }
        return ref cell;
    }

    private static ulong KeyOf(TermId term) => Math.Max(term.Value, 64);

    private int Home(ulong key) => (int)(key >> (64 - _bits));

    /// <summary>Where the key is, or the empty cell where it belongs.</summary>
    private int Find(ulong key, int from)
    {
        var cells = _cells.All;
        var at = from;
        while (cells[at].Term != key && cells[at].Term != 0)
        {
            at = (at + 1) & (cells.Length - 1);
        }
        return at;
    }

    private void MakeRoom(int now)
    {
        _placesStand = false;
        var (age, rare) = (longestWindow, 1.5f);
        Forget(now, age, rare);
        while (Count > _cells.Length / 2 && _bits == _mostBits)
        {
            // At the limit, step by step: what was rare, and what is new.
            (age, rare) = (age > 0 ? age / 2 : -1, rare * 2);
            Forget(now, age, rare);
        }
        if (Count > _cells.Length / 2)
        {
            Grow();
        }
    }

    /// <summary>In one walk, in place: what is kept moves up into the gaps that others leave on the way to it.</summary>
    private void Forget(int now, int age, float rare)
    {
        var cells = _cells.All;
        // From a gap on, so that nobody's way leads across the beginning of the walk.
        var start = 0;
        while (cells[start].Term != 0)
        {
            start++;
        }
        for (var step = 1; step < cells.Length; step++)
        {
            var at = (start + step) & (cells.Length - 1);
            if (cells[at].Term == 0)
            {
                continue;
            }
            if (!IsKept(cells[at], now, age, rare))
            {
                cells[at] = default;
                Count--;
            }
            else if (Find(cells[at].Term, Home(cells[at].Term)) is var better && better != at)
            {
                (cells[better], cells[at]) = (cells[at], default);
            }
        }
    }

    private void Grow()
    {
        var before = _cells;
        _bits++;
        _cells = new(1 << _bits);
        foreach (ref readonly var cell in before.All)
        {
            if (cell.Term != 0)
            {
                _cells[Find(cell.Term, Home(cell.Term))] = cell;
            }
        }
    }

    // Forgetting only lessens: what was too rare already need not be asked how long ago it was.
    private bool IsKept(in TermCell cell, int now, int age, float rare) => now - cell.UpdatedOn <= age
        || (Weight(cell) is var weight && weight >= rare && weight * forgetting.After(now - cell.UpdatedOn, lastConstant) >= rare);

    // A burst that taught nothing is remembered all the same: it may come back.
    private float Weight(in TermCell cell) => cell.Remembered[_lastHorizon] + (cell.Episodes * UsesPerEpisode);

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
