using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;

namespace ScoopDetector.State;

/// <summary>Reads one section of a <see cref="StateFile"/> from its beginning on.</summary>
/// <param name="file">Whose it is.</param>
/// <param name="start">Where in the file it begins.</param>
/// <param name="length">In bytes.</param>
internal sealed class StateReader(StateFile file, long start, long length)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _filled;

    private readonly long _end = start + length;

    // Of the section, behind what is in the buffer.
    private long _behind = length;

    /// <summary>Bytes of the section that are not read yet.</summary>
    public long Left => _filled - _at + _behind;

    /// <summary>The section must have been read to its end: else it was written by another.</summary>
    public void Close()
    {
        if (Left > 0)
        {
            throw Broken();
        }
    }

    public byte Byte()
    {
        if (_at == _filled)
        {
            Fill(1);
        }
        return _buffer[_at++];
    }

    public bool Flag() => Byte() != 0;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw Broken();
    }

    public long Signed() => Number() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    public int Count() => Number() is <= int.MaxValue and var value ? (int)value : throw Broken();

    /// <summary>How many of something follow: never more than there are bytes.</summary>
    public int Length() => Count() is var count && count <= Left ? count : throw Broken();

    public ulong Fixed8() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public uint Fixed4() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public void Fixed(Span<ulong> values)
    {
        for (var bytes = MemoryMarshal.AsBytes(values); bytes.Length > 0;)
        {
            var part = Bytes(Math.Min(bytes.Length, _buffer.Length));
            part.CopyTo(bytes);
            bytes = bytes[part.Length..];
        }
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed8());

    public float Single() => BitConverter.UInt32BitsToSingle(Fixed4());

    public void Exact(Span<double> values)
    {
        foreach (ref var value in values)
        {
            value = Double();
        }
    }

    public void Counts(Span<int> values)
    {
        foreach (ref var value in values)
        {
            value = (int)Signed();
        }
    }

    /// <summary>Good until the next is read.</summary>
    /// <param name="most">So many at most.</param>
    public ReadOnlySpan<byte> Run(int most = int.MaxValue) => Length() is var count && count <= most ? Bytes(count) : throw Broken();

    public string Text() => Encoding.UTF8.GetString(Run());

    internal PostDigest Post() => One(file.Posts);

    internal PaneTally Pane() => One(file.Panes);

    internal Burst Burst() => One(file.Bursts);

    internal Voice Voice()
    {
        var post = Post();
        var bits = Single();
        return new(post, Flag() ? Fixed8() : post.IdHash, bits);
    }

    /// <summary>Good until the next is read.</summary>
    internal ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)(_filled - _at) < (uint)count)
        {
            Fill(count);
        }
        _at += count;
        return _buffer.AsSpan(_at - count, count);
    }

    internal static StateFault Broken() => new("it is torn or damaged");

    private T One<T>(T[] things) => Count() is var number && number < things.Length ? things[number] : throw Broken();

    /// <summary>At least so many bytes are in the buffer then.</summary>
    private void Fill(int least)
    {
        if (least < 0 || least > Left)
        {
            throw Broken();
        }
        var rest = _buffer.AsSpan(_at, _filled - _at);
        if (least > _buffer.Length)
        {
            var larger = new byte[least];
            rest.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            rest.CopyTo(_buffer);
        }
        (_at, _filled) = (0, rest.Length);
        var read = (int)Math.Min(_behind, _buffer.Length - _filled);
        if (file.Read(_end - _behind, _buffer.AsSpan(_filled, read)) < read)
        {
            throw Broken();
        }
        (_filled, _behind) = (_filled + read, _behind - read);
    }
}
