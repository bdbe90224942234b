using System.Buffers;

namespace ScoopDetector.Simulation;

/// <summary>Writes drafts and deletes as JSON Lines in the product's own form.</summary>
/// <remarks>Hot: runs for every post; the fields are written in a fixed order without a serialiser.</remarks>
internal sealed class LineWriter
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'"', (byte)'\\']);
    private static readonly SearchValues<byte> LinkEnd = SearchValues.Create(" \"\n"u8);

    /// <summary>The line written last.</summary>
    public TextBuffer Line { get; } = new(2048);

    public void WritePost(Draft draft, long id, long authorId, long claimedMs, bool tellLanguage)
    {
        Line.Clear();
        Line.Append("{\"id\":\""u8);
        Line.Append(id);
        Line.Append("\",\"created_at\":\""u8);
        Timestamp.Write(Line, claimedMs);
        Line.Append("\",\"observed_at\":\""u8);
        Timestamp.Write(Line, draft.ObservedMs);
        Line.Append("\",\"author_id\":\""u8);
        WriteHex(authorId);
        Line.Append("\",\"text\":\""u8);
        WriteEscaped(draft.Text.Written);
        Line.Append((byte)'"');
        if (tellLanguage) WriteField(",\"lang\":\""u8, draft.Language.CodeBytes);
        if (draft.RepostOf != 0) WriteField(",\"repost_of\":\""u8, draft.RepostOf);
        if (draft.ReplyTo != 0) WriteField(",\"reply_to\":\""u8, draft.ReplyTo);
        WriteLinks(draft.Text.Written);
        Line.Append((byte)'}');
    }

    public void WriteDelete(long id, long authorId, long atMs)
    {
        Line.Clear();
        Line.Append("{\"delete\":{\"id\":\""u8);
        Line.Append(id);
        Line.Append("\",\"author_id\":\""u8);
        WriteHex(authorId);
        Line.Append("\"},\"at\":\""u8);
        Timestamp.Write(Line, atMs);
        Line.Append("\"}"u8);
    }

    /// <summary>A copy of a line written before, with another time in the field <c>observed_at</c>.</summary>
    public static byte[] Restamped(ReadOnlySpan<byte> line, long observedMs)
    {
        var field = "\"observed_at\":\""u8;
        var stamp = new TextBuffer(Timestamp.Length);
        Timestamp.Write(stamp, observedMs);
        var copy = line.ToArray();
        stamp.Written.CopyTo(copy.AsSpan(line.IndexOf(field) + field.Length));
        return copy;
    }

    private void WriteField(ReadOnlySpan<byte> head, ReadOnlySpan<byte> value)
    {
        Line.Append(head);
        Line.Append(value);
        Line.Append((byte)'"');
    }

    private void WriteField(ReadOnlySpan<byte> head, long value)
    {
        Line.Append(head);
        Line.Append(value);
        Line.Append((byte)'"');
    }

    private void WriteHex(long value)
    {
        for (var shift = 44; shift >= 0; shift -= 4) Line.Append("0123456789abcdef"u8[(int)(value >> shift) & 15]);
    }

    private void WriteEscaped(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            Line.Append(text[..at]);
            Line.Append((byte)'\\');
            Line.Append(text[at] < 32 ? (byte)'n' : text[at]);
            text = text[(at + 1)..];
        }
        Line.Append(text);
    }

    /// <summary>Networks name the links of a post beside its text; here they are those that the text holds.</summary>
    private void WriteLinks(ReadOnlySpan<byte> text)
    {
        var head = ",\"links\":[\""u8;
        while (text.IndexOf("https://"u8) is var at and >= 0)
        {
            text = text[at..];
            var end = text.IndexOfAny(LinkEnd);
            var link = end < 0 ? text : text[..end];
            Line.Append(head);
            Line.Append(link);
            head = "\",\""u8;
            text = text[link.Length..];
        }
        if (head.Length == 3) Line.Append("\"]"u8);
    }
}
