using System.Text;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Posts;

/// <summary>Recognises how people write where something has happened to many: earthquake, evacuated, missing, in nineteen languages.</summary>
/// <remarks>Lists of such words are what newsrooms have always watched (Olteanu et al., CrisisLex, ICWSM 2014; Temnikova et al., EMTerms, ISCRAM 2015). A hint for ranking, never a gate: an election has none.
/// A list, not a model: who reads a post can say which word it was. In which language a post is, nobody is asked: most networks say it wrongly or not at all. One serves one thread.</remarks>
internal sealed class AlarmWords
{
    /// <summary>The beginning of a word by which its stems are looked up; no stem is shorter.</summary>
    private const int KeyLength = 3;

    private static readonly Lazy<Lists> Shipped = new(Read);

    private readonly PostWords _words = new();

    /// <summary>Whether the post has one.</summary>
    public bool AreIn(PostDigest post) => In(post) != Happenings.None;

    /// <summary>What kinds of happening the post tells; read when it is first asked, as few posts ever are.</summary>
    public Happenings In(PostDigest post) => post.Happenings ??= In(post.Beginning);

    public Happenings In(string text)
    {
        _words.Read(text);
        var found = Happenings.None;
        foreach (var word in _words.Words)
        {
            if (word.End > word.Start)
            {
                var written = _words.Folded.AsSpan(word.Start, word.End - word.Start);
                found |= Of(WithoutArticle(written)) is not Happenings.None and var kind ? kind : word.IsHashtag ? Ending(written) : Happenings.None;
            }
        }
        return found;
    }

    /// <summary>Arabic writes <c>and the explosion</c> as one word.</summary>
    private static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> word)
    {
        var at = word[0] is 'و' or 'ف' or 'ب' or 'ك' ? 1 : 0;
        return word[at..].StartsWith("ال", StringComparison.Ordinal) && word.Length > at + KeyLength + 1 ? word[(at + 2)..] : word.StartsWith("لل", StringComparison.Ordinal) && word.Length > KeyLength + 1 ? word[2..] : word;
    }

    private static Happenings Of(ReadOnlySpan<char> word)
    {
        if (IsSoughtWithin(word[0]))
        {
            return Within(word);
        }
        if (Shipped.Value.Whole.TryGetValue(word, out var kind))
        {
            return kind;
        }
        return word.Length >= KeyLength && Shipped.Value.Stems.TryGetValue(word[..KeyLength], out var stems) ? Beginning(word, stems) : Happenings.None;
    }

    /// <summary>People name a happening by a hashtag of where and what: <c>#coflood</c>. Only words do that which end no others: a <c>#campfire</c> is none.</summary>
    private static Happenings Ending(ReadOnlySpan<char> hashtag)
    {
        for (var at = 1; at <= hashtag.Length - KeyLength; at++)
        {
            if (Shipped.Value.Endings.TryGetValue(hashtag[at..], out var kind))
            {
                return kind;
            }
        }
        return Happenings.None;
    }

    private static bool IsSoughtWithin(char letter) => Letters.IsUnspaced(letter) || Letters.ScriptOf(letter) == Script.Hangul;

    private static Happenings Beginning(ReadOnlySpan<char> word, List<(string Stem, Happenings Kind)> stems)
    {
        foreach (var (stem, kind) in stems)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return kind;
            }
        }
        return Happenings.None;
    }

    private static Happenings Within(ReadOnlySpan<char> word)
    {
        var found = Happenings.None;
        for (var at = 0; at < word.Length; at++)
        {
            if (Shipped.Value.Within.TryGetValue(word[at], out var alike))
            {
                found |= Beginning(word[at..], alike);
            }
        }
        return found;
    }

    private static Lists Read()
    {
        using var stream = typeof(AlarmWords).Assembly.GetManifestResourceStream("ScoopDetector.Posts.alarm-words.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var whole = new Dictionary<string, Happenings>(StringComparer.Ordinal);
        var stems = new Dictionary<string, List<(string, Happenings)>>(StringComparer.Ordinal);
        var endings = new Dictionary<string, Happenings>(StringComparer.Ordinal);
        var within = new Dictionary<char, List<(string, Happenings)>>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }
            if (line.Split('\t') is not [_, var name, var words])
            {
                throw new InvalidDataException($"the words of alarm have a line without a language, a kind and words: {line}");
            }
            var kind = Enum.Parse<Happenings>(name, ignoreCase: true);
            foreach (var written in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var word = written.TrimStart('#');
                if (word != written)
                {
                    endings[word.TrimEnd('*')] = kind;
                }
                if (IsSoughtWithin(word[0]))
                {
                    Enter(within, word[0], word, kind);
                }
                else if (word.EndsWith('*'))
                {
                    Enter(stems, word[..KeyLength], word[..^1], kind);
                }
                else
                {
                    whole[word] = kind;
                }
            }
        }
        return new(whole.GetAlternateLookup<ReadOnlySpan<char>>(), endings.GetAlternateLookup<ReadOnlySpan<char>>(), stems.GetAlternateLookup<ReadOnlySpan<char>>(), within);
    }

    private static void Enter<T>(Dictionary<T, List<(string, Happenings)>> into, T key, string word, Happenings kind)
        where T : notnull
    {
        if (!into.TryGetValue(key, out var words))
        {
            into[key] = words = [];
        }
        words.Add((word, kind));
    }

    private sealed record Lists(
        Dictionary<string, Happenings>.AlternateLookup<ReadOnlySpan<char>> Whole,
        Dictionary<string, Happenings>.AlternateLookup<ReadOnlySpan<char>> Endings,
        Dictionary<string, List<(string Stem, Happenings Kind)>>.AlternateLookup<ReadOnlySpan<char>> Stems,
        Dictionary<char, List<(string Stem, Happenings Kind)>> Within);
}
