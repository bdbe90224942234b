using System.Buffers.Binary;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;

namespace ScoopDetector.State;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
internal sealed class StateReader
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _sections = [];
    private readonly PostDigest[] _posts;
    private readonly Burst[] _bursts;
    private readonly PaneTally[] _panes;
    private ReadOnlyMemory<byte> _rest;

    /// <param name="file">The whole of it.</param>
    /// <exception cref="StateFault">It is of another version, or broken.</exception>
    public StateReader(ReadOnlyMemory<byte> file)
    {
        (_posts, _bursts, _panes) = ([], [], []);
        Split(file);
        Open(StateWriter.Posts);
        _posts = ReadAll(DigestState.LoadPost);
        Open(StateWriter.Bursts);
        _bursts = ReadAll(DigestState.LoadBurst);
        Open(StateWriter.Panes);
        _panes = ReadAll(DigestState.LoadPane);
    }

    public bool Has(string section) => _sections.ContainsKey(section);

    /// <summary>Goes to the beginning of a section.</summary>
    public void Open(string section) =>
        _rest = _sections.TryGetValue(section, out var bytes) ? bytes : throw new StateFault($"it has no section '{section}'");

    /// <summary>The section must have been read to its end: else it was written by another.</summary>
    public void Close()
    {
        if (!_rest.IsEmpty)
        {
            throw Broken();
        }
    }

    public byte Byte() => Take(1)[0];

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
    public int Length() => Count() is var count && count <= _rest.Length ? count : throw Broken();

    public ulong Fixed8() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public uint Fixed4() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

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

    public ReadOnlySpan<byte> Run() => Take(Length());

    public string Text() => Encoding.UTF8.GetString(Run());

    internal PostDigest Post() => One(_posts);

    internal PaneTally Pane() => One(_panes);

    internal Burst Burst() => One(_bursts);

    internal Voice Voice()
    {
        var post = Post();
        var bits = Single();
        return new(post, Flag() ? Fixed8() : post.IdHash, bits);
    }

    private T One<T>(T[] things) => Count() is var number && number < things.Length ? things[number] : throw Broken();

    private T[] ReadAll<T>(Func<StateReader, T> read)
    {
        var things = new T[Length()];
        for (var i = 0; i < things.Length; i++)
        {
            things[i] = read(this);
        }
        Close();
        return things;
    }

    private void Split(ReadOnlyMemory<byte> file)
    {
        _rest = file;
        if (file.Length <= StateForm.Mark.Length || !Take(StateForm.Mark.Length).SequenceEqual(StateForm.Mark))
        {
            throw Broken();
        }
        if (Byte() is var version && version != StateForm.Version)
        {
            throw new StateFault($"it was written by another version of the program (form {version}; this one reads form {StateForm.Version})");
        }
        for (var name = Run().ToArray(); ; name = Run().ToArray())
        {
            var (length, hash) = ((int)Math.Min(Fixed4(), int.MaxValue), Fixed8());
            var bytes = length <= _rest.Length ? _rest[..length] : throw Broken();
            if (StateForm.HashOf(name, bytes.Span) != hash)
            {
                throw Broken();
            }
            _rest = _rest[length..];
            if (name.Length == 0)
            {
                Close();
                return;
            }
            _sections[Encoding.UTF8.GetString(name)] = bytes;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Broken();
        }
        var taken = _rest.Span[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static StateFault Broken() => new("it is torn or damaged");
}
