namespace ScoopDetector.Simulation;

/// <summary>Makes a sentence of the grammar look typed by somebody: capitals, or none, and now and then a wrong letter.</summary>
/// <remarks>Hot: works in place on UTF-8. Only ASCII letters are touched, so no character is ever broken.</remarks>
internal static class Handwriting
{
    private const double TypoShare = 0.05;

    /// <summary>Finishes the text from <paramref name="start"/> on.</summary>
    public static void Finish(TextBuffer text, int start, Language language, long author, Chance chance)
    {
        text.TrimEnd();
        if (!language.Spaced) return;
        if (language.Code == "es") Contract(text, start);
        // A habit of the person, not of the post: one in four never presses shift.
        if (author % 4 != 0) Capitalise(text.From(start));
        if (chance.Happens(TypoShare)) Mistype(text.From(start), chance);
    }

    private static void Capitalise(Span<byte> text)
    {
        var starts = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (starts && text[i] is >= (byte)'a' and <= (byte)'z' && !IsLink(text[i..])) text[i] -= 32;
            // A number or a character of more than one byte begins the sentence just as well; ¿ and ¡ do not.
            if (text[i] == 0xC2) i++;
            else if (text[i] is not ((byte)' ' or (byte)'"')) starts = text[i] is (byte)'?' or (byte)'!' || EndsSentence(text, i);
        }
    }

    private static bool EndsSentence(ReadOnlySpan<byte> text, int i) => text[i] == '.' && i + 1 < text.Length && text[i + 1] == ' ';

    private static bool IsLink(ReadOnlySpan<byte> text) => text.StartsWith("http"u8);

    /// <summary>Swaps two neighbouring letters inside of a word, the commonest slip of fingers.</summary>
    private static void Mistype(Span<byte> text, Chance chance)
    {
        if (text.Length < 8) return;
        var i = 1 + chance.Below(text.Length - 3);
        if (IsLetter(text[i - 1]) && IsLetter(text[i]) && IsLetter(text[i + 1]) && text.IndexOfAny((byte)'#', (byte)'@') < 0)
            (text[i], text[i + 1]) = (text[i + 1], text[i]);
    }

    /// <summary>Spanish runs "de el" and "a el" together.</summary>
    private static void Contract(TextBuffer text, int start)
    {
        Replace(text, start, " de el "u8, " del "u8);
        Replace(text, start, " a el "u8, " al "u8);
    }

    private static void Replace(TextBuffer text, int start, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        while (text.From(start).IndexOf(from) is var at and >= 0)
        {
            var rest = text.From(start + at);
            to.CopyTo(rest);
            rest[from.Length..].CopyTo(rest[to.Length..]);
            text.CutTo(text.Length - (from.Length - to.Length));
        }
    }

    private static bool IsLetter(byte letter) => (letter | 32) is >= (byte)'a' and <= (byte)'z';
}
