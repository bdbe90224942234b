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

    /// <summary>Whether the post has one; read when it is first asked, as few posts ever are.</summary>
    public bool AreIn(PostDigest post) => post.IsAlarmed ??= AreIn(post.Beginning);

    public bool AreIn(string text)
    {
        _words.Read(text);
        foreach (var word in _words.Words)
        {
            if (word.End > word.Start && IsOne(WithoutArticle(_words.Folded.AsSpan(word.Start, word.End - word.Start))))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Arabic writes <c>and the explosion</c> as one word.</summary>
    private static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> word)
    {
        var at = word[0] is 'و' or 'ف' or 'ب' or 'ك' ? 1 : 0;
        return word[at..].StartsWith("ال", StringComparison.Ordinal) && word.Length > at + KeyLength + 1 ? word[(at + 2)..] : word.StartsWith("لل", StringComparison.Ordinal) && word.Length > KeyLength + 1 ? word[2..] : word;
    }

    private static bool IsOne(ReadOnlySpan<char> word) => Letters.IsUnspaced(word[0]) || Letters.ScriptOf(word[0]) == Script.Hangul
        ? Has(word)
        : Shipped.Value.Whole.Contains(word) || (word.Length >= KeyLength && Shipped.Value.Stems.TryGetValue(word[..KeyLength], out var stems) && Begins(word, stems));

    private static bool Begins(ReadOnlySpan<char> word, List<string> stems)
    {
        foreach (var stem in stems)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Has(ReadOnlySpan<char> word)
    {
        for (var at = 0; at < word.Length; at++)
        {
            if (Shipped.Value.Within.TryGetValue(word[at], out var alike) && Begins(word[at..], alike))
            {
                return true;
            }
        }
        return false;
    }

    private static Lists Read()
    {
        using var stream = typeof(AlarmWords).Assembly.GetManifestResourceStream("ScoopDetector.Posts.alarm-words.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var (whole, stems, within) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, List<string>>(StringComparer.Ordinal), new Dictionary<char, List<string>>());
        while (reader.ReadLine() is { } line)
        {
            foreach (var word in line.StartsWith('#') ? [] : line[(line.IndexOf('\t') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Letters.IsUnspaced(word[0]) || Letters.ScriptOf(word[0]) == Script.Hangul)
                {
                    Enter(within, word[0], word);
                }
                else if (word.EndsWith('*'))
                {
                    Enter(stems, word[..KeyLength], word[..^1]);
                }
                else
                {
                    whole.Add(word);
                }
            }
        }
        return new(whole.GetAlternateLookup<ReadOnlySpan<char>>(), stems.GetAlternateLookup<ReadOnlySpan<char>>(), within);
    }

    private static void Enter<T>(Dictionary<T, List<string>> into, T key, string word)
        where T : notnull
    {
        if (!into.TryGetValue(key, out var words))
        {
            into[key] = words = [];
        }
        words.Add(word);
    }

    private sealed record Lists(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Whole, Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> Stems, Dictionary<char, List<string>> Within);
}
