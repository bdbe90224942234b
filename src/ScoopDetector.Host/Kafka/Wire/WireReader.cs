using System.Buffers.Binary;

namespace ScoopDetector.Host.Kafka.Wire;

/// <summary>Reads what <see cref="WireWriter"/> wrote, and whatever else comes, without ever throwing: beyond the end everything is zero and <see cref="IsBroken"/>.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>There was less than was asked for, or something that cannot be.</summary>
    public bool IsBroken { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && !IsBroken; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        Break();
        return 0;
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number that is an int.</summary>
    public int Count()
    {
        var value = Number();
        return value <= int.MaxValue ? (int)value : Break();
    }

    /// <summary>How many of something follow, each of at least so many bytes: never more than there are bytes for.</summary>
    public int Length(int atLeastBytesEach)
    {
        var count = Count();
        return (long)count * atLeastBytesEach <= _rest.Length ? count : Break();
    }

    /// <summary>The number of one among so many.</summary>
    public int Index(int count)
    {
        var index = Count();
        return index < count ? index : Break();
    }

    public ulong Fixed8() => Take(8) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    public uint Fixed4() => Take(4) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed8());

    public ReadOnlySpan<byte> Bytes() => Take(Length(1));

    public int Break()
    {
        IsBroken = true;
        _rest = default;
        return 0;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            Break();
            return default;
        }
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
