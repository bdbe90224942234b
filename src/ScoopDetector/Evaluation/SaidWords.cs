using System.Globalization;
using System.Text;

namespace ScoopDetector.Evaluation;

/// <summary>The words of an alert's terms and headline as the protocol cuts them: runs of letters and numbers, in lower case.</summary>
/// <remarks>Not the tokeniser of the detector, which may change without changing how anyone is scored. Marks end a word,
/// as they do in the reference scorer; <c>\w</c> of .NET would keep them.</remarks>
internal static class SaidWords
{
    private static readonly Rune DottedI = new('\u0130');
    private static readonly Rune CapitalSigma = new('\u03A3');

    public static HashSet<string> Of(AlertLine line) => Of(string.Join(' ', [.. line.Terms ?? [], line.Headline]));

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>();
        var word = new StringBuilder();
        var last = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPartOfWord(rune))
                word.Append(Lower(rune));
            // The lower case of the dotted capital I is an i and a mark, and a mark ends a word.
            if (!IsPartOfWord(rune) || rune == DottedI)
                Finish(word, last, words);
            last = rune;
        }

        Finish(word, last, words);
        return words;
    }

    private static void Finish(StringBuilder word, Rune last, HashSet<string> words)
    {
        if (word.Length == 0)
            return;
        // A capital sigma at the end of a word has a lower case of its own.
        if (last == CapitalSigma && word.Length > 1)
            word[^1] = '\u03C2';
        words.Add(word.ToString());
        word.Clear();
    }

    private static Rune Lower(Rune rune) => rune == DottedI ? new('i') : Rune.ToLowerInvariant(rune);

    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
