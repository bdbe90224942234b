using System.Text;

namespace ScoopDetector.Terms;

/// <summary>The words of one post, folded, one space apart, and how each was written. Links, names of accounts and quoted lines are left out; a hashtag is parted where a capital begins a word.</summary>
/// <remarks>One serves one thread, and one post at a time.</remarks>
internal sealed class PostWords
{
    /// <summary>Letters of the code of a country.</summary>
    public const int CodeLength = 2;

    /// <summary>Behind which people write the code of a country, together or parted by a capital: <c>#temblorcr</c>, <c>#RescuePh</c>. Folded.</summary>
    private static readonly HashSet<string> Calls = new(
        """
        ayuda baha bagyo earthquake enchente enchentes flood floods fuerza gempa huracan incendio incendios inundacion inundaciones lindol prayfor quake relief rescue sismo temblor terremoto tsunami typhoon
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>What ends a word in the plural, or is one, is a code in capitals only: <c>#temblores</c>, <c>#rescueus</c>.</summary>
    private static readonly string[] Endings = ["es", "us"];

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
            NoteEnd(start, text.AsSpan(first, at - first), first > begin);
        }
        else
        {
            Note(start, text[first], isHashtag);
        }
        return at;
    }

    /// <summary>The last part of a hashtag may be the code of a country, in capitals or behind a word that calls for one.</summary>
    private void NoteEnd(int start, ReadOnlySpan<char> written, bool isParted)
    {
        var code = _folded.Length - CodeLength;
        var isShout = written.Length >= CodeLength && written[^CodeLength..].IndexOfAnyExceptInRange('A', 'Z') < 0;
        var mayBeCode = isShout || !Array.Exists(Endings, ending => _folded.Length >= CodeLength && _folded.ToString(_folded.Length - CodeLength, CodeLength) == ending);
        if (isParted && code == start)
        {
            var called = _words[^1];
            Note(start, written[0], isHashtag: true, isCode: isShout, isCalled: mayBeCode && Calls.Contains(_folded.ToString(called.Start, called.End - called.Start)));
        }
        else if (code > start && mayBeCode && Calls.Contains(_folded.ToString(start, code - start)))
        {
            _folded.Insert(code, ' ');
            _words.Add(new(start, code, char.IsUpper(written[0]), IsCaseless: false, IsHashtag: true));
            _words.Add(new(code + 1, _folded.Length, char.IsUpper(written[^1]), IsCaseless: false, IsHashtag: true, IsCode: isShout, IsCalled: true));
        }
        else
        {
            Note(start, written[0], isHashtag: true);
        }
    }

    private void Note(int start, char first, bool isHashtag, bool isCode = false, bool isCalled = false) =>
        _words.Add(new(start, _folded.Length, char.IsUpper(first), !char.IsUpper(first) && !char.IsLower(first), isHashtag, isCode, isCalled));

    /// <param name="Start">In <see cref="Folded"/>.</param>
    /// <param name="End">After its last letter there.</param>
    /// <param name="IsCapital">It begins with a capital.</param>
    /// <param name="IsCaseless">Its script has none.</param>
    /// <param name="IsHashtag">It is one, or a part of one.</param>
    /// <param name="IsCode">It is written as the code of a country, in capitals at the end of a hashtag.</param>
    /// <param name="IsCalled">It stands at the end of a hashtag behind a word that calls for the code of a country.</param>
    public readonly record struct Word(int Start, int End, bool IsCapital, bool IsCaseless, bool IsHashtag, bool IsCode = false, bool IsCalled = false);
}
