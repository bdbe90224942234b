using System.Text;

namespace ScoopDetector.Terms;

/// <summary>The words of one post, folded, one space apart, and how each was written. Links, names of accounts and quoted lines are left out; a hashtag is parted where a capital begins a word.</summary>
/// <remarks>One serves one thread, and one post at a time.</remarks>
internal sealed class PostWords
{
    /// <summary>Characters of the code of a country.</summary>
    private const int CodeLength = 2;

    /// <summary>Behind which people write the code of a country in one piece: <c>#temblorcr</c>. Folded.</summary>
    private static readonly HashSet<string> Calls = new(
        """
        alert alerta ayuda baha bagyo earthquake enchente enchentes fire fires flood floods fuerza gempa help huracan hurricane incendio incendios inundacion inundaciones lindol pray prayfor
        protest protesta protestas protests quake relief rescue sismo sos storm temblor terremoto terremotos tsunami typhoon
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private readonly StringBuilder _folded = new();
    private readonly List<Word> _words = [];
    private bool _hasLower;

    /// <summary>All of it: letters and digits, folded, and single spaces.</summary>
    public string Folded { get; private set; } = "";

    public IReadOnlyList<Word> Words => _words;

    /// <summary>Nothing but capitals: then they say nothing.</summary>
    public bool IsShouted => !_hasLower;

    public void Read(string text)
    {
        _folded.Clear();
        _words.Clear();
        _hasLower = false;
        var at = 0;
        while (at < text.Length)
        {
            at = text[at] == '>' && (at == 0 || text[at - 1] == '\n') ? EndOf(text, at, '\n')
                : text[at] == '@' || IsLink(text.AsSpan(at)) ? EndOf(text, at, ' ')
                : Letters.Of(text[at]) > Letters.Silent ? ReadWord(text, at)
                : at + 1;
        }
        Folded = _folded.ToString();
    }

    private static bool IsLink(ReadOnlySpan<char> text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.IndexOf("://") is 4 or 5;

    private static int EndOf(string text, int at, char end) => text.AsSpan(at).IndexOfAny(end, '\n') is > 0 and var length ? at + length : text.Length;

    private int ReadWord(string text, int begin)
    {
        if (_folded.Length > 0)
        {
            _folded.Append(' ');
        }
        var isHashtag = begin > 0 && text[begin - 1] == '#';
        var start = _folded.Length;
        var first = begin;
        var at = begin;
        for (; at < text.Length && Letters.Of(text[at]) is not Letters.None and var letter; at++)
        {
            _hasLower |= char.IsLower(text[at]);
            if (isHashtag && at > first && char.IsUpper(text[at]) && !char.IsUpper(text[at - 1]))
            {
                Note(start, text[first], isHashtag);
                _folded.Append(' ');
                (start, first) = (_folded.Length, at);
            }
            if (letter > Letters.Silent)
            {
                _folded.Append(letter);
            }
        }
        if (isHashtag)
        {
            NoteEnd(start, text.AsSpan(first, at - first), isWhole: first == begin);
        }
        else
        {
            Note(start, text[first], isHashtag);
        }
        return at;
    }

    /// <summary>The last part of a hashtag may be the code of a country, in capitals or behind a word that calls for one.</summary>
    private void NoteEnd(int start, ReadOnlySpan<char> written, bool isWhole)
    {
        var code = _folded.Length - CodeLength;
        if (isWhole && code > start && Calls.Contains(_folded.ToString(start, code - start)))
        {
            _folded.Insert(code, ' ');
            _words.Add(new(start, code, char.IsUpper(written[0]), IsCaseless: false, IsHashtag: true));
            _words.Add(new(code + 1, _folded.Length, char.IsUpper(written[^1]), IsCaseless: false, IsHashtag: true, IsCode: true));
        }
        else
        {
            Note(start, written[0], isHashtag: true, isCode: !isWhole && written.Length == CodeLength && written.IndexOfAnyExceptInRange('A', 'Z') < 0);
        }
    }

    private void Note(int start, char first, bool isHashtag, bool isCode = false) =>
        _words.Add(new(start, _folded.Length, char.IsUpper(first), !char.IsUpper(first) && !char.IsLower(first), isHashtag, isCode));

    /// <param name="Start">In <see cref="Folded"/>.</param>
    /// <param name="End">After its last letter there.</param>
    /// <param name="IsCapital">It begins with a capital.</param>
    /// <param name="IsCaseless">Its script has none.</param>
    /// <param name="IsHashtag">It is one, or a part of one.</param>
    /// <param name="IsCode">It stands where the code of a country does, at the end of a hashtag.</param>
    public readonly record struct Word(int Start, int End, bool IsCapital, bool IsCaseless, bool IsHashtag, bool IsCode = false);
}
