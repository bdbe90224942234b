using System.Runtime.InteropServices;
using ScoopDetector.Terms;

namespace ScoopDetector.Alerts;

/// <summary>What words have in common though they are not the same: <c>refinería</c> and <c>refinery</c>, <c>метеорит</c> and <c>meteor</c>, <c>#boulderflood</c> and <c>Boulder</c>.</summary>
/// <remarks>All runs of five letters of each word, in lower case, without accents, Cyrillic and Greek in Latin letters; of two where a character is a syllable or a word. Kept as hashes: nobody's words are in them.</remarks>
internal static class LetterRuns
{
    /// <summary>Words of different languages share four by chance.</summary>
    private const int Letters = 5;

    private const int Ideographs = 2;

    private const string Cyrillic = "абвгдезийклмнопрстуфыэіґ";
    private const string CyrillicInLatin = "abvgdeziiklmnoprstufyeig";
    private const string Greek = "αβγδεζηικλμνξοπρσςτυφω";
    private const string GreekInLatin = "avgdeziiklmnxoprsstyfo";

    /// <summary>Adds the runs of the words of a text.</summary>
    public static void Add(string text, ISet<ulong> runs)
    {
        var word = new List<char>();
        foreach (var c in text)
        {
            switch (Terms.Letters.Of(c))
            {
                case Terms.Letters.None:
                    Complete(word, runs);
                    break;
                case Terms.Letters.Silent:
                    break;
                case var letter:
                    word.AddRange(InLatin(letter));
                    break;
            }
        }
        Complete(word, runs);
    }

    private static void Complete(List<char> word, ISet<ulong> runs)
    {
        var text = string.Concat(word);
        for (var start = 0; start < text.Length; start++)
        {
            var length = Terms.Letters.ScriptOf(text[start]) is Script.Han or Script.Kana or Script.Hangul ? Ideographs : Letters;
            if (start + length <= text.Length)
            {
                runs.Add(Hash64.Of(MemoryMarshal.AsBytes(text.AsSpan(start, length))));
            }
        }
        word.Clear();
    }

    private static string InLatin(char letter) => letter switch
    {
        'ж' => "zh",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ї' => "yi",
        'ъ' or 'ь' => "",
        'θ' => "th",
        'χ' => "ch",
        'ψ' => "ps",
        _ when Cyrillic.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at => CyrillicInLatin[at].ToString(),
        _ when Greek.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at => GreekInLatin[at].ToString(),
        _ => letter.ToString(),
    };
}
