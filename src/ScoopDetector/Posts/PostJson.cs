using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ScoopDetector.Time;

namespace ScoopDetector.Posts;

/// <summary>Writes a post in the canonical form that <see cref="PostReader"/> reads: one JSON object, stamped with its event time.</summary>
/// <remarks>
/// What is read back is the same post, byte for byte: only what JSON forbids in a string is escaped, and characters that were broken at the source
/// stay as broken as they were, so that a stream gives the same alerts before and after it went through Kafka.
/// </remarks>
public static class PostJson
{
    public static void Write(in Post post, long observedAt, IBufferWriter<byte> into)
    {
        into.Write("{"u8);
        if (post.Kind == PostKind.Create)
        {
            WriteText("id"u8, post.Id, into);
            WriteMoment("observed_at"u8, observedAt, into);
            WriteMoment("created_at"u8, post.CreatedAt, into);
            if (post.EditedAt is { } editedAt)
            {
                WriteMoment("edited_at"u8, editedAt, into);
            }
            WriteText("author_id"u8, post.AuthorId, into);
            WriteOptional("lang"u8, post.Language, into);
            WriteOptional("network"u8, post.Network, into);
            WriteOptional("repost_of"u8, post.RepostOf, into);
            WriteOptional("reply_to"u8, post.ReplyTo, into);
            WriteLinks(post.Links, into);
            into.Write(post.HasMedia ? "\"media\":true,"u8 : default);
            into.Write("\"text\":"u8);
            WriteString(post.Text, into);
        }
        else
        {
            WriteMoment("observed_at"u8, observedAt, into);
            WriteMoment("at"u8, post.CreatedAt, into);
            into.Write(post.Kind == PostKind.Delete ? "\"delete\":{"u8 : "\"purge\":{"u8);
            WriteOptional("id"u8, post.Kind == PostKind.Delete ? post.Id : default, into);
            into.Write("\"author_id\":"u8);
            WriteString(post.AuthorId, into);
            into.Write("}"u8);
        }
        into.Write("}"u8);
    }

    private static void WriteOptional(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, IBufferWriter<byte> into)
    {
        if (!value.IsEmpty)
        {
            WriteText(name, value, into);
        }
    }

    private static void WriteText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, IBufferWriter<byte> into)
    {
        WriteName(name, into);
        WriteString(value, into);
        into.Write(","u8);
    }

    private static void WriteMoment(ReadOnlySpan<byte> name, long moment, IBufferWriter<byte> into)
    {
        WriteName(name, into);
        into.Write("\""u8);
        into.Advance(Encoding.ASCII.GetBytes(Moment.Text(moment), into.GetSpan(32)));
        into.Write("\","u8);
    }

    private static void WriteLinks(ReadOnlySpan<byte> links, IBufferWriter<byte> into)
    {
        if (links.IsEmpty)
        {
            return;
        }
        WriteName("links"u8, into);
        var sign = "["u8;
        foreach (var range in links.Split((byte)'\n'))
        {
            into.Write(sign);
            WriteString(links[range], into);
            sign = ","u8;
        }
        into.Write("],"u8);
    }

    private static void WriteName(ReadOnlySpan<byte> name, IBufferWriter<byte> into)
    {
        into.Write("\""u8);
        into.Write(name);
        into.Write("\":"u8);
    }

    private static void WriteString(ReadOnlySpan<byte> text, IBufferWriter<byte> into)
    {
        into.Write("\""u8);
        while (IndexOfForbidden(text) is >= 0 and var at)
        {
            into.Write(text[..at]);
            WriteEscaped(text[at], into);
            text = text[(at + 1)..];
        }
        into.Write(text);
        into.Write("\""u8);
    }

    private static int IndexOfForbidden(ReadOnlySpan<byte> text)
    {
        var sign = text.IndexOfAny((byte)'"', (byte)'\\');
        var control = text.IndexOfAnyInRange((byte)0, (byte)0x1F);
        return sign < 0 ? control : control < 0 ? sign : Math.Min(sign, control);
    }

    private static void WriteEscaped(byte sign, IBufferWriter<byte> into)
    {
        if (sign is (byte)'"' or (byte)'\\')
        {
            into.Write([(byte)'\\', sign]);
            return;
        }
        into.Write("\\u"u8);
        Utf8Formatter.TryFormat(sign, into.GetSpan(4), out var written, new StandardFormat('x', 4));
        into.Advance(written);
    }
}
