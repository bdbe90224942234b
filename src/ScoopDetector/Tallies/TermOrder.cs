namespace ScoopDetector.Tallies;

/// <summary>Puts the terms of a pane in ascending order.</summary>
/// <remarks>Terms are hashes and so evenly spread: thrown into as many buckets as there are terms, by their highest bits, they are all but sorted,
/// and inserting each where it belongs takes a step or two. A comparing sort takes three times as long.</remarks>
internal sealed class TermOrder
{
    private int[] _starts = new int[256];
    private Place[] _order = new Place[256];

    /// <summary>The terms in ascending order, each with where it was. Stands until the next call.</summary>
    public ReadOnlySpan<Place> Of(ReadOnlySpan<ulong> terms)
    {
        var bits = 32 - int.LeadingZeroCount(terms.Length);
        if (_order.Length < 1 << bits)
        {
            _order = new Place[1 << bits];
            _starts = new int[1 << bits];
        }
        var order = _order.AsSpan(0, terms.Length);
        Throw(terms, order, _starts.AsSpan(0, 1 << bits), 64 - bits);
        for (var i = 1; i < order.Length; i++)
        {
            var (place, at) = (order[i], i);
            for (; at > 0 && order[at - 1].Term > place.Term; at--)
            {
                order[at] = order[at - 1];
            }
            order[at] = place;
        }
        return order;
    }

    private static void Throw(ReadOnlySpan<ulong> terms, Span<Place> order, Span<int> starts, int shift)
    {
        starts.Clear();
        foreach (var term in terms)
        {
            starts[(int)(term >> shift)]++;
        }
        var end = 0;
        foreach (ref var start in starts)
        {
            (start, end) = (end, end + start);
        }
        for (var i = 0; i < terms.Length; i++)
        {
            order[starts[(int)(terms[i] >> shift)]++] = new(terms[i], i);
        }
    }

    internal readonly record struct Place(ulong Term, int Number);
}
