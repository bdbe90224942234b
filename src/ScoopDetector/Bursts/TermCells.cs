using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScoopDetector.Bursts;

/// <summary>A block of empty cells, each in a cache line of its own.</summary>
/// <remarks>Hot: an array begins anywhere, so that in a plain one each cell would lie across two lines, and each look-up be two reads from main memory.</remarks>
internal readonly struct TermCells
{
    private const int LineBytes = 64;

    private readonly TermCell[] _memory;
    private readonly int _skipped;

    public TermCells(int length)
    {
        // Pinned, since what the collector moves does not stay aligned; a cell more, since the first begins late.
        _memory = GC.AllocateArray<TermCell>(length + 1, pinned: true);
        _skipped = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) & (LineBytes - 1));
        Length = length;
    }

    public int Length { get; }

    public ref TermCell this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref All[at];
    }

    public Span<TermCell> All
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_memory), _skipped), Length);
    }
}
