using System.Text;
using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.Tallies;

/// <summary>All that the later stages need to know of a post.</summary>
public sealed class PostDigest
{
    internal static readonly IComparer<PostDigest> Comparer = Comparer<PostDigest>.Create(InOrder);

    private readonly byte[] _bytes;
    private readonly int _idLength;
    private readonly int _authorLength;
    private readonly int _textLength;
    private readonly int _languageLength;

    internal PostDigest(ReadOnlySpan<byte> id, ReadOnlySpan<byte> author, ReadOnlySpan<byte> text, ReadOnlySpan<byte> language, ReadOnlySpan<byte> network)
    {
        _bytes = new byte[id.Length + author.Length + text.Length + language.Length + network.Length];
        (_idLength, _authorLength, _textLength, _languageLength) = (id.Length, author.Length, text.Length, language.Length);
        id.CopyTo(_bytes);
        author.CopyTo(_bytes.AsSpan(_idLength));
        text.CopyTo(_bytes.AsSpan(_idLength + _authorLength));
        language.CopyTo(_bytes.AsSpan(LanguageStart));
        network.CopyTo(_bytes.AsSpan(LanguageStart + _languageLength));
        (IdHash, AuthorHash) = (Hash64.Of(id), Hash64.Of(author));
    }

    public ulong IdHash { get; }

    public ulong AuthorHash { get; }

    public required long ObservedAt { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Hash of the id of the post that this one passes on, 0 if none.</summary>
    public required ulong RepostOf { get; init; }

    public required PostTraits Traits { get; init; }

    /// <summary>What kinds of happening its words of alarm tell (<see cref="AlarmWords"/>); null until somebody asks. It follows from the text, so it is never saved; only the thread of the events asks.</summary>
    internal Happenings? Happenings { get; set; }

    /// <summary>Each term once, in order of first use.</summary>
    public required TermUse[] Terms { get; init; }

    /// <summary>See <see cref="Terms.Shingles"/>: ascending.</summary>
    public required uint[] Shingles { get; init; }

    public ReadOnlySpan<byte> IdBytes => _bytes.AsSpan(0, _idLength);

    public ReadOnlySpan<byte> AuthorBytes => _bytes.AsSpan(_idLength, _authorLength);

    public ReadOnlySpan<byte> TextBytes => _bytes.AsSpan(_idLength + _authorLength, _textLength);

    public ReadOnlySpan<byte> LanguageBytes => _bytes.AsSpan(LanguageStart, _languageLength);

    public ReadOnlySpan<byte> NetworkBytes => _bytes.AsSpan(LanguageStart + _languageLength);

    public string Id => Encoding.UTF8.GetString(IdBytes);

    public string AuthorId => Encoding.UTF8.GetString(AuthorBytes);

    public string Text => Encoding.UTF8.GetString(TextBytes);

    /// <summary>The first 600 bytes of it: where something is, and what has happened, people say soon.</summary>
    public string Beginning => Encoding.UTF8.GetString(TextBytes[..Math.Min(TextBytes.Length, 600)]);

    public string? Language => LanguageBytes.IsEmpty ? null : Encoding.UTF8.GetString(LanguageBytes);

    public string? Network => NetworkBytes.IsEmpty ? null : Encoding.UTF8.GetString(NetworkBytes);

    private int LanguageStart => _idLength + _authorLength + _textLength;

    /// <summary>The order of posts everywhere: by (observedAt, id, author). It depends on the posts alone, so that every tie is broken alike in every process.</summary>
    public static int InOrder(PostDigest a, PostDigest b)
    {
        var byTime = a.ObservedAt.CompareTo(b.ObservedAt);
        if (byTime != 0)
        {
            return byTime;
        }
        var byId = a.IdBytes.SequenceCompareTo(b.IdBytes);
        return byId != 0 ? byId : a.AuthorBytes.SequenceCompareTo(b.AuthorBytes);
    }
}
