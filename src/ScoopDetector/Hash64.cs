using System.Buffers.Binary;

namespace ScoopDetector;

/// <summary>A fast 64-bit hash that gives the same value on every machine and in every process.</summary>
/// <remarks>Not for secrets. Built on the folded 64 × 64 → 128 bit product, as wyhash (Wang Yi, 2019) is.
/// Hot: runs for each word of the firehose.</remarks>
public static class Hash64
{
    private const ulong P0 = 0xa0761d6478bd642fUL;
    private const ulong P1 = 0xe7037ed1a0b428dbUL;
    private const ulong P2 = 0x8ebc6af09c88c6e3UL;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = seed ^ P0;
        var rest = bytes;
        while (rest.Length > 16)
        {
            hash = Fold(Read8(rest) ^ P1, Read8(rest[8..]) ^ hash);
            rest = rest[16..];
        }
        ulong low, high;
        if (rest.Length >= 8)
        {
            low = Read8(rest);
            high = Read8(rest[^8..]);
        }
        else if (rest.Length >= 4)
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            high = BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..]);
        }
        else if (rest.Length > 0)
        {
            low = ((ulong)rest[0] << 16) | ((ulong)rest[rest.Length >> 1] << 8) | rest[^1];
            high = 0;
        }
        else
        {
            low = high = 0;
        }
        return Fold(P1 ^ (ulong)bytes.Length, Fold(low ^ P1, high ^ hash));
    }

    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0) => Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text), seed);

    /// <summary>An ordered pair: <c>Pair(a, b)</c> and <c>Pair(b, a)</c> differ.</summary>
    public static ulong Pair(ulong first, ulong second) => Fold(first ^ P0, second ^ P2);

    private static ulong Read8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
