namespace ScoopDetector.State;

/// <summary>How a saved state lies in a file.</summary>
/// <remarks>
/// <c>SCOOPSTA</c>, the version as one byte, then the sections, each as its name, its length, its hash and its bytes, and at the end a section without a name.
/// Numbers are little-endian. The hash is <see cref="Hash64"/> of the bytes, block by block, each begun with that of the one before it and the first with that of the name: a file that was cut off, or in which anything was
/// changed, is known.
/// </remarks>
internal static class StateForm
{
    /// <summary>Raised whenever what any stage saves changes. A reader knows its own version only: a misread state would be worse than none.</summary>
    public const byte Version = 6;

    /// <summary>So many bytes are hashed at once: a section need not be in memory as a whole.</summary>
    public const int BlockBytes = 1 << 20;

    internal static ReadOnlySpan<byte> Mark => "SCOOPSTA"u8;

    internal static ulong HashOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        var hash = Hash64.Of(name);
        while (!bytes.IsEmpty)
        {
            var block = bytes[..Math.Min(bytes.Length, BlockBytes)];
            hash = Hash64.Of(block, hash);
            bytes = bytes[block.Length..];
        }
        return hash;
    }
}
