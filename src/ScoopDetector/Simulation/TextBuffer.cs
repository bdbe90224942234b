using System.Text;

namespace ScoopDetector.Simulation;

/// <summary>A growing run of UTF-8, used again and again.</summary>
internal sealed class TextBuffer(int capacity = 512)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>What is written from <paramref name="start"/> on, open to change in place.</summary>
    public Span<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void Clear() => Length = 0;

    public void CutTo(int length) => Length = Math.Min(Length, length);

    public void Append(byte value)
    {
        if (Length == _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(string text) => Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Append(long number)
    {
        number.TryFormat(Reserve(20), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Appends a part of a sentence; a space at its head is left out where there is one already, as after an empty part.</summary>
    public void AppendPhrase(ReadOnlySpan<byte> phrase)
    {
        if (phrase is [(byte)' ', ..] && (Length == 0 || _bytes[Length - 1] == ' ')) phrase = phrase[1..];
        Append(phrase);
    }

    public void TrimEnd()
    {
        while (Length > 0 && _bytes[Length - 1] == ' ') Length--;
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        return _bytes.AsSpan(Length);
    }
}
