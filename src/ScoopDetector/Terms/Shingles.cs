namespace ScoopDetector.Terms;

/// <summary>Finds copies with small changes: runs of three words, or of five unspaced characters, hashed; the lowest few stand for the text.</summary>
/// <remarks>Broder, "On the resemblance and containment of documents" (1997). A text of up to <see cref="Most"/> shingles is kept whole, so that
/// a copy with a random tail is still found by containment.</remarks>
internal static class Shingles
{
    public const int Most = 20;

    private const int Words = 3;
    private const int Characters = 5;

    public static int Read(ReadOnlySpan<ulong> units, ReadOnlySpan<bool> isCharacter, Span<uint> into)
    {
        var count = 0;
        for (var i = 0; i < units.Length; i++)
        {
            var n = isCharacter[i] ? Characters : Words;
            if (i + n > units.Length)
            {
                continue;
            }
            var hash = units[i];
            for (var k = 1; k < n; k++)
            {
                hash = Hash64.Pair(hash, units[i + k]);
            }
            count = Insert(into, count, (uint)(hash >> 32));
        }
        if (count == 0 && units.Length > 0)
        {
            // Too short for a shingle: the text as a whole.
            var hash = 1UL;
            foreach (var unit in units)
            {
                hash = Hash64.Pair(hash, unit);
            }
            into[count++] = (uint)(hash >> 32);
        }
        return count;
    }

    /// <summary>Keeps the lowest <see cref="Most"/> distinct values in ascending order.</summary>
    private static int Insert(Span<uint> lowest, int count, uint value)
    {
        var at = count;
        while (at > 0 && lowest[at - 1] >= value)
        {
            if (lowest[at - 1] == value)
            {
                return count;
            }
            at--;
        }
        if (at >= Most)
        {
            return count;
        }
        var last = Math.Min(count, Most - 1);
        lowest[at..last].CopyTo(lowest[(at + 1)..]);
        lowest[at] = value;
        return last + 1;
    }
}
