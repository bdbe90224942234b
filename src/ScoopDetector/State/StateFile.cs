using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Tallies;

namespace ScoopDetector.State;

/// <summary>What <see cref="StateWriter"/> wrote, found whole, of which several may read at once.</summary>
/// <remarks>It is read piece by piece, and again where need be: that costs less than memory that was never used before. It stays open until all is known, so that it may be replaced or deleted meanwhile.</remarks>
internal sealed class StateFile : IDisposable
{
    private const int LongestName = 64;

    private readonly Stream _bytes;
    private readonly Dictionary<string, (long Start, long Length)> _sections = [];
    private readonly Lazy<PostDigest[]> _posts;
    private readonly Lazy<Burst[]> _bursts;
    private readonly Lazy<PaneTally[]> _panes;

    /// <param name="bytes">Can be sought in; it is closed with this.</param>
    /// <exception cref="StateFault">It is of another version, or broken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public StateFile(Stream bytes)
    {
        _bytes = bytes;
        _posts = new(() => ReadAll(StateWriter.Posts, DigestState.LoadPost));
        _bursts = new(() => ReadAll(StateWriter.Bursts, DigestState.LoadBurst));
        _panes = new(() => ReadAll(StateWriter.Panes, DigestState.LoadPane));
        Split();
    }

    /// <summary>Each is read once, when it is first mentioned.</summary>
    public PostDigest[] Posts => _posts.Value;

    public Burst[] Bursts => _bursts.Value;

    public PaneTally[] Panes => _panes.Value;

    public bool Has(string section) => _sections.ContainsKey(section);

    /// <summary>The section must be read to its end: else it was written by another.</summary>
    public void Read(string section, Action<StateReader> read) => Read(section, reader =>
    {
        read(reader);
        return true;
    });

    public T Read<T>(string section, Func<StateReader, T> read)
    {
        var (start, length) = _sections.TryGetValue(section, out var found) ? found : throw new StateFault($"it has no section '{section}'");
        var reader = new StateReader(this, start, length);
        var result = read(reader);
        reader.Close();
        return result;
    }

    /// <summary>As many bytes as are wanted, or as there are; for several readers at once.</summary>
    public int Read(long at, Span<byte> into)
    {
        lock (_bytes)
        {
            _bytes.Position = at;
            return _bytes.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
    }

    public void Dispose() => _bytes.Dispose();

    private T[] ReadAll<T>(string section, Func<StateReader, T> read) => Read(section, reader =>
    {
        var things = new T[reader.Length()];
        foreach (ref var thing in things.AsSpan())
        {
            thing = read(reader);
        }
        return things;
    });

    private void Split()
    {
        var reader = new StateReader(this, 0, _bytes.Length);
        if (_bytes.Length <= StateForm.Mark.Length || !reader.Bytes(StateForm.Mark.Length).SequenceEqual(StateForm.Mark))
        {
            throw StateReader.Broken();
        }
        if (reader.Byte() is var version && version != StateForm.Version)
        {
            throw new StateFault($"it was written by another version of the program (form {version}; this one reads form {StateForm.Version})");
        }
        while (true)
        {
            var name = reader.Run(LongestName).ToArray();
            var (length, expected) = (reader.Fixed4(), reader.Fixed8());
            var start = _bytes.Length - reader.Left;
            var hash = Hash64.Of(name);
            for (long rest = length; rest > 0; rest -= StateForm.BlockBytes)
            {
                hash = Hash64.Of(reader.Bytes((int)Math.Min(rest, StateForm.BlockBytes)), hash);
            }
            if (hash != expected)
            {
                throw StateReader.Broken();
            }
            if (name.Length == 0)
            {
                reader.Close();
                return;
            }
            _sections[Encoding.UTF8.GetString(name)] = (start, length);
        }
    }
}
