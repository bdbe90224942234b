using System.Buffers;
using System.Buffers.Binary;

namespace ScoopDetector.Host.Kafka.Wire;

/// <summary>Writes the numbers and runs of bytes that the records between the roles are made of.</summary>
internal readonly ref struct WireWriter(IBufferWriter<byte> into)
{
    public void Byte(byte value)
    {
        into.GetSpan(1)[0] = value;
        into.Advance(1);
    }

    /// <summary>Seven bits a byte, the lowest first: small numbers are short.</summary>
    public void Number(ulong value)
    {
        var span = into.GetSpan(10);
        var written = 0;
        while (value >= 0x80)
        {
            span[written++] = (byte)(value | 0x80);
            value >>= 7;
        }
        span[written++] = (byte)value;
        into.Advance(written);
    }

    public void Count(int value) => Number((ulong)value);

    /// <summary>Small negative numbers are short as well.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>For hashes, whose bits are all alike.</summary>
    public void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(into.GetSpan(8), value);
        into.Advance(8);
    }

    public void Fixed(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(into.GetSpan(4), value);
        into.Advance(4);
    }

    /// <summary>Bit for bit.</summary>
    public void Fixed(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        into.Write(bytes);
    }
}
