using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;

namespace ScoopDetector.State;

/// <summary>Takes down what the stages know, section by section, in memory.</summary>
/// <remarks>
/// Posts, sealed panes and bursts never change once they are made: they are only noted where they are mentioned, and written by <see cref="WriteTo"/>, each once, which another thread may do while
/// the stages have long gone on. So the stages stand still only while their numbers are copied. Can be used again after <see cref="Clear"/>, and then needs no new memory.
/// </remarks>
internal sealed class StateWriter
{
    internal const string Posts = "posts";
    internal const string Panes = "panes";
    internal const string Bursts = "bursts";

    private readonly List<(string Name, int Start)> _sections = [];
    private readonly NumberedThings<PostDigest> _posts = new();
    private readonly NumberedThings<PaneTally> _panes = new();
    private readonly NumberedThings<Burst> _bursts = new();
    private readonly List<Func<PostDigest, bool>> _withdrawn = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _used;
    private bool _isWhole;

    /// <summary>Bytes taken down so far, without what is only noted yet.</summary>
    public int Length => _used;

    /// <summary>What follows belongs to the section of this name.</summary>
    public void Begin(string section) => _sections.Add((section, _used));

    public void Clear()
    {
        _sections.Clear();
        _posts.Clear();
        _panes.Clear();
        _bursts.Clear();
        _withdrawn.Clear();
        (_used, _isWhole) = (0, false);
    }

    public void Byte(byte value)
    {
        Reserve(1);
        _bytes[_used++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Seven bits a byte, the lowest first: small numbers are short.</summary>
    public void Number(ulong value)
    {
        Reserve(10);
        for (; value >= 0x80; value >>= 7)
        {
            _bytes[_used++] = (byte)(value | 0x80);
        }
        _bytes[_used++] = (byte)value;
    }

    /// <summary>Small negative numbers are short as well.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <param name="value">At least 0.</param>
    public void Count(int value) => Number((ulong)value);

    /// <summary>For hashes, whose bits are all alike.</summary>
    public void Fixed(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_used), value);
        _used += 8;
    }

    public void Fixed(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_used), value);
        _used += 4;
    }

    public void Fixed(ReadOnlySpan<ulong> values) => Bytes(MemoryMarshal.AsBytes(values));

    /// <summary>Bit for bit.</summary>
    public void Exact(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Bit for bit.</summary>
    public void Exact(float value) => Fixed(BitConverter.SingleToUInt32Bits(value));

    public void Exact(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Exact(value);
        }
    }

    public void Counts(ReadOnlySpan<int> values)
    {
        foreach (var value in values)
        {
            Signed(value);
        }
    }

    public void Run(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        Bytes(bytes);
    }

    /// <summary>Their number is known to the reader.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    public void Text(string text) => Run(Encoding.UTF8.GetBytes(text));

    /// <summary>What was withdrawn may still lie in a window, where it counts no more: its words are not to lie in a file.</summary>
    /// <param name="withdrawn">Asked by another thread, later.</param>
    internal void LeaveOutTextIf(Func<PostDigest, bool> withdrawn) => _withdrawn.Add(withdrawn);

    internal ReadOnlySpan<byte> TextOf(PostDigest post) => _withdrawn.Exists(withdrawn => withdrawn(post)) ? [] : post.TextBytes;

    internal void Post(PostDigest post) => Count(_posts.NumberOf(post));

    internal void Pane(PaneTally pane) => Count(_panes.NumberOf(pane));

    internal void Burst(Burst burst) => Count(_bursts.NumberOf(burst));

    internal void Voice(Voice voice)
    {
        Post(voice.Post);
        Exact(voice.Bits);
        Flag(voice.IsCopy);
        if (voice.IsCopy)
        {
            Fixed(voice.Origin);
        }
    }

    /// <summary>Writes the whole, as often as there are places for it.</summary>
    public void WriteTo(Stream file)
    {
        if (!_isWhole)
        {
            WriteNoted(Panes, _panes, DigestState.Save);
            WriteNoted(Bursts, _bursts, DigestState.Save);
            WriteNoted(Posts, _posts, DigestState.Save);
            _isWhole = true;
        }
        file.Write(StateForm.Mark);
        file.WriteByte(StateForm.Version);
        for (var i = 0; i < _sections.Count; i++)
        {
            var end = i + 1 < _sections.Count ? _sections[i + 1].Start : _used;
            WriteSection(file, _sections[i].Name, _bytes.AsSpan(_sections[i].Start, end - _sections[i].Start));
        }
        WriteSection(file, "", []);
    }

    /// <summary>Writing one thing may note further ones, of the kinds that come after it.</summary>
    private void WriteNoted<T>(string name, NumberedThings<T> things, Action<T, StateWriter> write)
        where T : class
    {
        Begin(name);
        Count(things.Count);
        for (var i = 0; i < things.Count; i++)
        {
            write(things[i], this);
        }
    }

    private static void WriteSection(Stream file, string name, ReadOnlySpan<byte> bytes)
    {
        var head = new StateWriter();
        head.Text(name);
        head.Fixed((uint)bytes.Length);
        head.Fixed(StateForm.HashOf(Encoding.UTF8.GetBytes(name), bytes));
        file.Write(head._bytes.AsSpan(0, head._used));
        file.Write(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int more)
    {
        if (_used + more > _bytes.Length)
        {
            Grow(more);
        }
    }

    private void Grow(int more)
    {
        if ((long)_used + more > Array.MaxLength)
        {
            throw new StateFault("it is larger than 2 GiB, more than one file can hold: shorten the longest of Bursts' windows, or spread the roles");
        }
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)_used + more)));
    }
}
