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
                    word.AddRange(LatinLetters.Of(letter));
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
}
