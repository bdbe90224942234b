using System.Buffers;
using System.Text;

namespace ScoopDetector.Posts;

/// <summary>Reads one line of JSON into a post: tolerant of unknown fields, numbers for ids and odd times; never throws.</summary>
/// <remarks>
/// A post: <c>id, created_at, text</c>, and where known <c>author_id, lang, network, observed_at, repost_of, reply_to, links, media</c>.
/// A withdrawal: <c>{"delete":{"id","author_id"},"at"}</c> or <c>{"purge":{"author_id"},"at"}</c>.
/// One instance serves one thread; the post that it gives stands until the next call.
/// </remarks>
public sealed class PostReader(ReadOptions options)
{
    /// <summary>The longest id in bytes. An AT URI, the longest in use, has about 100.</summary>
    private const int MaxIdBytes = 512;

    private const int MaxLinksBytes = 8_192;
    private const int MaxLanguageBytes = 35;
    private const int MaxNetworkBytes = 32;

    private static readonly SearchValues<byte> NetworkLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-"u8);

    // The unescaped strings of the line under way. One behind the other they need no more room than the line.
    private byte[] _scratch = new byte[8_192];
    private int _used;
    private readonly byte[] _network = new byte[MaxNetworkBytes];

    /// <summary>What of the latest post was there and could not be read: it counts without it.</summary>
    public Unread Unread { get; private set; }

    public bool TryRead(ReadOnlySpan<byte> line, out Post post, out Drop drop)
    {
        post = default;
        Unread = Unread.None;
        if (line.Length > options.MaxLineBytes)
        {
            drop = Drop.OverLong;
            return false;
        }
        if (_scratch.Length < line.Length)
        {
            _scratch = new byte[Math.Max(line.Length, _scratch.Length * 2)];
        }
        _used = 0;
        var fields = default(Fields);
        var scanner = new JsonScanner(line.StartsWith("\uFEFF"u8) ? line[3..] : line);
        if (!scanner.Open())
        {
            drop = Drop.Malformed;
            return false;
        }
        while (scanner.Next(out var name))
        {
            Read(name, scanner, ref fields, isInner: false);
        }
        if (!scanner.IsClosed || !scanner.IsAtEnd)
        {
            drop = Drop.Malformed;
            return false;
        }
        return fields.Withdrawal ? TryMakeWithdrawal(fields, out post, out drop) : TryMakePost(fields, out post, out drop);
    }

    private void Read(ReadOnlySpan<byte> name, JsonScanner scanner, ref Fields fields, bool isInner)
    {
        switch (name)
        {
            case [(byte)'i', (byte)'d']:
                fields.Id = IdOf(scanner);
                break;
            case [(byte)'t', ..] when name.SequenceEqual("text"u8):
                fields.HasText = scanner.ValueIsString;
                fields.Text = TextOf(scanner);
                break;
            case [(byte)'l', ..] when name.SequenceEqual("lang"u8):
                fields.Language = Optional(TextOf(scanner), scanner, Unread.Language);
                break;
            case [(byte)'n', ..] when name.SequenceEqual("network"u8):
                fields.Network = InSmallLetters(Optional(TextOf(scanner), scanner, Unread.Network));
                break;
            case [(byte)'l', ..] when name.SequenceEqual("links"u8):
                fields.Links = LinksOf(scanner);
                Note(Unread.Links, scanner.ValueSign != '[' && !scanner.ValueIsNull);
                break;
            case [(byte)'m', ..] when name.SequenceEqual("media"u8):
                fields.HasMedia = scanner.ValueSign == 't';
                break;
            case [(byte)'a', (byte)'t'] or [(byte)'c', ..] when name.Length == 2 || name.SequenceEqual("created_at"u8):
                fields.CreatedAt = TimeOf(scanner, ref fields.TimeIsBad);
                break;
            case [(byte)'o', ..] when name.SequenceEqual("observed_at"u8):
                fields.ObservedAt = TimeOf(scanner, ref fields.TimeIsBad);
                break;
            case [(byte)'e', ..] when name.SequenceEqual("edited_at"u8):
                fields.EditedAt = TimeOf(scanner, ref fields.TimeIsBad);
                break;
            case [(byte)'a', ..] when name.SequenceEqual("author_id"u8):
                fields.Author = Optional(IdOf(scanner), scanner, Unread.Author);
                break;
            case [(byte)'r', ..] when name.SequenceEqual("repost_of"u8):
                fields.RepostOf = Optional(IdOf(scanner), scanner, Unread.RepostOf);
                break;
            case [(byte)'r', ..] when name.SequenceEqual("reply_to"u8):
                fields.ReplyTo = Optional(IdOf(scanner), scanner, Unread.ReplyTo);
                break;
            case [(byte)'d', ..] when !isInner && name.SequenceEqual("delete"u8) && scanner.ValueSign == '{':
            case [(byte)'p', ..] when !isInner && name.SequenceEqual("purge"u8) && scanner.ValueSign == '{':
                fields.Withdrawal = true;
                var inner = new JsonScanner(scanner.Value);
                inner.Open();
                while (inner.Next(out var innerName))
                {
                    Read(innerName, inner, ref fields, isInner: true);
                }
                break;
            default:
                break;
        }
    }

    private bool TryMakePost(Fields fields, out Post post, out Drop drop)
    {
        post = default;
        if (fields.TimeIsBad)
        {
            drop = Drop.BadTime;
            return false;
        }
        if (fields.Id.IsEmpty || !fields.HasText || (fields.CreatedAt ?? fields.ObservedAt) is not { } createdAt)
        {
            drop = Drop.MissingField;
            return false;
        }
        if (fields.Text.Length > options.MaxTextBytes || fields.Id.Length > MaxIdBytes || fields.Author.Length > MaxIdBytes
            || fields.RepostOf.Length > MaxIdBytes || fields.ReplyTo.Length > MaxIdBytes)
        {
            drop = Drop.OverLong;
            return false;
        }
        drop = default;
        Note(Unread.Language, fields.Language.Length > MaxLanguageBytes);
        var isNetwork = IsNetwork(fields.Network);
        Note(Unread.Network, !isNetwork);
        post = new Post
        {
            Id = fields.Id,
            AuthorId = fields.Author.IsEmpty ? fields.Id : fields.Author,
            Text = fields.Text,
            Language = fields.Language.Length <= MaxLanguageBytes ? fields.Language : default,
            Network = isNetwork ? fields.Network : default,
            RepostOf = fields.RepostOf,
            ReplyTo = fields.ReplyTo,
            Links = fields.Links,
            HasMedia = fields.HasMedia,
            CreatedAt = createdAt,
            ObservedAt = fields.ObservedAt,
            EditedAt = fields.EditedAt,
        };
        return true;
    }

    /// <summary>A name and no words: it goes wherever an alert goes.</summary>
    private static bool IsNetwork(ReadOnlySpan<byte> name) => name.Length <= MaxNetworkBytes && !name.ContainsAnyExcept(NetworkLetters);

    private static bool TryMakeWithdrawal(Fields fields, out Post post, out Drop drop)
    {
        post = default;
        var (kind, isWhole) = fields.Id.IsEmpty ? (PostKind.PurgeAuthor, !fields.Author.IsEmpty) : (PostKind.Delete, true);
        if (fields.TimeIsBad || !isWhole || fields.Id.Length > MaxIdBytes || fields.Author.Length > MaxIdBytes)
        {
            drop = fields.TimeIsBad ? Drop.BadTime : isWhole ? Drop.OverLong : Drop.MissingField;
            return false;
        }
        drop = default;
        post = new Post
        {
            Kind = kind,
            Id = fields.Id,
            AuthorId = fields.Author.IsEmpty ? fields.Id : fields.Author,
            CreatedAt = fields.CreatedAt ?? fields.ObservedAt ?? 0,
            ObservedAt = fields.ObservedAt,
        };
        return true;
    }

    /// <summary>Notes a value that is there, and is of a type that gives nothing. An empty text is as good as none.</summary>
    private ReadOnlySpan<byte> Optional(ReadOnlySpan<byte> value, JsonScanner scanner, Unread field)
    {
        Note(field, value.IsEmpty && !scanner.ValueIsString && !scanner.ValueIsNull);
        return value;
    }

    private void Note(Unread field, bool isUnread) => Unread |= isUnread ? field : Unread.None;

    private ReadOnlySpan<byte> TextOf(JsonScanner scanner)
    {
        if (!scanner.ValueIsString)
        {
            return default;
        }
        if (!scanner.ValueIsEscaped)
        {
            return scanner.Value;
        }
        var written = JsonScanner.Unescape(scanner.Value, _scratch.AsSpan(_used));
        _used += written;
        return _scratch.AsSpan(_used - written, written);
    }

    private ReadOnlySpan<byte> InSmallLetters(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxNetworkBytes || !name.ContainsAnyInRange((byte)'A', (byte)'Z'))
        {
            return name;
        }
        Ascii.ToLower(name, _network, out _);
        return _network.AsSpan(0, name.Length);
    }

    /// <summary>Some feeds write ids as numbers.</summary>
    private ReadOnlySpan<byte> IdOf(JsonScanner scanner) =>
        scanner.ValueIsString ? TextOf(scanner) : scanner.ValueSign is >= (byte)'0' and <= (byte)'9' ? scanner.Value : default;

    private long? TimeOf(JsonScanner scanner, ref bool isBad)
    {
        if (scanner.ValueIsNull)
        {
            return null;
        }
        var text = scanner.ValueIsString ? TextOf(scanner) : scanner.Value;
        if (TimeText.TryRead(text, out var moment))
        {
            return moment;
        }
        isBad = true;
        return null;
    }

    /// <summary>An array of strings, put together with line feeds.</summary>
    private ReadOnlySpan<byte> LinksOf(JsonScanner scanner)
    {
        if (scanner.ValueSign != '[')
        {
            return default;
        }
        var start = _used;
        var rest = scanner.Value;
        while (rest.IndexOf((byte)'"') is >= 0 and var open)
        {
            rest = rest[(open + 1)..];
            var close = rest.IndexOf((byte)'"');
            // A quote inside a link is always written %22; whatever else comes here is cut short, and only this link suffers.
            if (close < 0 || _used - start + close > MaxLinksBytes)
            {
                break;
            }
            if (_used > start)
            {
                _scratch[_used++] = (byte)'\n';
            }
            _used += JsonScanner.Unescape(rest[..close], _scratch.AsSpan(_used));
            rest = rest[(close + 1)..];
        }
        return _scratch.AsSpan(start, _used - start);
    }

    private ref struct Fields
    {
        public ReadOnlySpan<byte> Id, Author, Text, Language, Network, RepostOf, ReplyTo, Links;
        public long? CreatedAt, ObservedAt, EditedAt;
        public bool HasText, HasMedia, TimeIsBad, Withdrawal;
    }
}
