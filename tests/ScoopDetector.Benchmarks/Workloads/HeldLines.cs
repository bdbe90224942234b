using ScoopDetector.Host.Files;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>The lines of a stream in one block of memory: whoever goes over them waits for no disk, and leaves the collector nothing to do.</summary>
internal sealed class HeldLines
{
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[1 << 20];
    private int _used;

    /// <param name="path">Of a file of lines, plain, gzip or zstd. Over-long ones are left out.</param>
    /// <param name="maxLineBytes">As in <see cref="Posts.ReadOptions.MaxLineBytes"/>.</param>
    public static HeldLines Read(string path, int maxLineBytes)
    {
        using var stream = InputFile.Open(path, out _);
        var (reader, held) = (new LineReader(stream, maxLineBytes), new HeldLines());
        while (reader.TryRead(out var line, out var isOverLong))
        {
            if (!isOverLong)
            {
                held.Add(line);
            }
        }
        return held;
    }

    public static HeldLines Of(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var held = new HeldLines();
        foreach (var line in lines)
        {
            held.Add(line.Span);
        }
        return held;
    }

    public int Count => _ends.Count;

    public long Bytes => _bytes.Length + (_ends.Capacity * (long)sizeof(int));

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    private void Add(ReadOnlySpan<byte> line)
    {
        if (_used + line.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(2L * _bytes.Length, _used + line.Length), Array.MaxLength));
        }
        line.CopyTo(_bytes.AsSpan(_used));
        _used += line.Length;
        _ends.Add(_used);
    }
}
