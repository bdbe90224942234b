namespace ScoopDetector.Terms;

/// <summary>Finds copies with small changes: runs of three words, or of five unspaced characters, hashed; the lowest few stand for the text.</summary>
/// <remarks>Broder, "On the resemblance and containment of documents" (1997). A text of up to <see cref="Most"/> shingles is kept whole, so that
/// a copy with a random tail is still found by containment. Hot: runs for each word of the firehose.</remarks>
internal static class Shingles
{
    public const int Most = 20;

    private const int Words = 3;
    private const int Characters = 5;

    private const int Buckets = 64;
    private const int Shift = 32 - 6;

    public static int Read(ReadOnlySpan<ulong> units, ReadOnlySpan<bool> isCharacter, Span<uint> into)
    {
        Span<uint> all = stackalloc uint[Tokenizer.MostUnits];
        var count = 0;
        for (var i = 0; i + Words <= units.Length; i++)
        {
            if (!isCharacter[i])
            {
                all[count++] = (uint)(Hash64.Pair(Hash64.Pair(units[i], units[i + 1]), units[i + 2]) >> 32);
            }
            else if (i + Characters <= units.Length)
            {
                all[count++] = (uint)(Hash(units[i], units.Slice(i + 1, Characters - 1)) >> 32);
            }
        }
        if (count > 0)
        {
            return Lowest(all[..count], into);
        }
        if (units.Length > 0)
        {
            // Too short for a shingle: the text as a whole.
            into[count++] = (uint)(Hash(1, units) >> 32);
        }
        return count;
    }

    private static ulong Hash(ulong hash, ReadOnlySpan<ulong> units)
    {
        foreach (var unit in units)
        {
            hash = Hash64.Pair(hash, unit);
        }
        return hash;
    }

    /// <summary>The lowest <see cref="Most"/> distinct values in ascending order.</summary>
    /// <remarks>Hashes are spread evenly: thrown into buckets by their highest bits they are all but sorted, and a step or two puts each where it belongs.</remarks>
    private static int Lowest(ReadOnlySpan<uint> all, Span<uint> into)
    {
        Span<ushort> starts = stackalloc ushort[Buckets];
        Span<uint> sorted = stackalloc uint[all.Length];
        starts.Clear();
        foreach (var value in all)
        {
            starts[(int)(value >> Shift)]++;
        }
        var end = 0;
        foreach (ref var start in starts)
        {
            (start, end) = ((ushort)end, end + start);
        }
        foreach (var value in all)
        {
            sorted[starts[(int)(value >> Shift)]++] = value;
        }
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var (value, at) = (sorted[i], i);
            for (; at > 0 && sorted[at - 1] > value; at--)
            {
                sorted[at] = sorted[at - 1];
            }
            sorted[at] = value;
        }
        foreach (var value in sorted)
        {
            if (count == 0 || into[count - 1] != value)
            {
                into[count++] = value;
                if (count == Most)
                {
                    break;
                }
            }
        }
        return count;
    }
}
