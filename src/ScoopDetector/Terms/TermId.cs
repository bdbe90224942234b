namespace ScoopDetector.Terms;

/// <summary>A term on the hot path: 58 bits of hash, its script and its kind.</summary>
/// <remarks>The same text gives the same id in every process and version. Among ten million terms a collision of any two
/// is as likely as one in ten thousand; it would lend one term's baseline to another, nothing worse.</remarks>
public readonly record struct TermId(ulong Value)
{
    public TermKind Kind => (TermKind)(Value & 7);

    public Script Script => (Script)((Value >> 3) & 7);

    internal static TermId Of(ulong hash, TermKind kind, Script script) => new((hash & ~63UL) | ((ulong)script << 3) | (ulong)kind);
}
