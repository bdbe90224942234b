using System.Text;
using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>Text of which only letters and digits are left, folded, its words one space apart: <c>Port-au-Prince!</c> is <c>port au prince</c>.</summary>
internal static class FoldedText
{
    public static string Of(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (Letters.Of(c))
            {
                case Letters.None when folded.Length > 0 && folded[^1] != ' ':
                    folded.Append(' ');
                    break;
                case > Letters.Silent and var letter:
                    folded.Append(letter);
                    break;
            }
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>Whether the words stand in the text, whole; where no spaces are written, anywhere.</summary>
    public static int Find(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            if (Letters.IsUnspaced(words[0]) || ((at == 0 || text[at - 1] == ' ') && (end == text.Length || text[end] == ' ')))
            {
                return at;
            }
        }
        return -1;
    }
}
