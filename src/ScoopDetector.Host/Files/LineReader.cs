namespace ScoopDetector.Host.Files;

/// <summary>Reads a stream line by line as bytes, in one buffer, whatever its size.</summary>
/// <remarks>A line beyond the limit is passed over without being kept, and told as such; the line after it is read as if nothing had been.
/// A last line without a line feed is a line: a half-written one will be told by whoever parses it.</remarks>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private readonly byte[] _buffer = new byte[Math.Max(1 << 20, maxLineBytes + 3)];
    private int _start;
    private int _end;
    private bool _skipping;
    private bool _ended;

    /// <summary>Bytes of the (decompressed) stream that were read.</summary>
    public long Read { get; private set; }

    /// <summary>Gives the next line without its line feed; <paramref name="isOverLong"/> tells that one was passed over instead.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isOverLong)
    {
        while (true)
        {
            var waiting = _buffer.AsSpan(_start.._end);
            var feed = waiting.IndexOf((byte)'\n');
            if (feed >= 0 || (_ended && waiting.Length > 0))
            {
                var length = feed >= 0 ? feed : waiting.Length;
                _start += Math.Min(waiting.Length, length + 1);
                if (_skipping)
                {
                    _skipping = false;
                    line = default;
                    isOverLong = true;
                    return true;
                }
                line = waiting[..length] is [.. var text, (byte)'\r'] ? text : waiting[..length];
                if (line.IsEmpty)
                {
                    continue;
                }
                isOverLong = line.Length > maxLineBytes;
                return true;
            }
            if (_ended)
            {
                line = default;
                isOverLong = _skipping;
                _skipping = false;
                return isOverLong;
            }
            Fill();
        }
    }

    private void Fill()
    {
        // One byte more than the limit may still be a carriage return, whose line feed comes with the next piece.
        if (_end - _start > maxLineBytes + 1)
        {
            (_skipping, _start, _end) = (true, 0, 0);
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        Read += read;
        _ended = read == 0;
    }
}
