using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>Tells quickly that a term is not in a small set: a Bloom filter of one hash (Bloom, 1970).</summary>
/// <remarks>Hot: of the terms of a post hardly any bursts, and a look-up in a table for each would be most of the work. Four kilobytes stay in the nearest cache.</remarks>
internal sealed class TermFilter
{
    private const int Words = 512;

    private readonly ulong[] _bits = new ulong[Words];

    public void Add(TermId term) => _bits[Word(term)] |= Bit(term);

    public bool MayHave(TermId term) => (_bits[Word(term)] & Bit(term)) != 0;

    public void Clear() => Array.Clear(_bits);

    private static int Word(TermId term) => (int)(term.Value >> 20) & (Words - 1);

    private static ulong Bit(TermId term) => 1UL << (int)(term.Value >> 8);
}
