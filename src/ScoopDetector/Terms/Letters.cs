using System.Globalization;

namespace ScoopDetector.Terms;

/// <summary>Folds case, width and accents, so that <c>ＱＵÁＫＥ</c>, <c>Quake</c> and <c>quake</c> are one word.</summary>
/// <remarks>A table over the Basic Multilingual Plane, made at start from the framework's own Unicode categories and our <see cref="Accents"/>: hot code does one look-up for a character.
/// Accents are folded in Latin and Greek, marks and letter forms in Arabic; Cyrillic й stays itself, ё becomes е.</remarks>
internal static class Letters
{
    /// <summary>Not part of a word.</summary>
    public const char None = '\0';

    /// <summary>Part of the word before it, but of no weight: a combining mark, a joiner, a variation selector.</summary>
    public const char Silent = '\u0001';

    private static readonly char[] Folded = Fold();
    private static readonly byte[] Scripts = Classify();

    /// <summary>The folded form of a letter or digit, <see cref="None"/> or <see cref="Silent"/>.</summary>
    public static char Of(char c) => Folded[c];

    /// <summary>The script of a letter that is already folded. Digits are <see cref="Script.Other"/>.</summary>
    public static Script ScriptOf(char folded) => (Script)Scripts[folded];

    /// <summary>Whether words of this script are written without spaces between them.</summary>
    public static bool IsUnspaced(char folded) => folded >= '\u0E00' && Scripts[folded] is (byte)Script.Han or (byte)Script.Kana or (byte)Script.Thai;

    public static bool IsKatakana(char c) => c is >= '\u30A0' and <= '\u30FF';

    private static char[] Fold()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            table[i] = FoldOne((char)i);
        }
        return table;
    }

    private static char FoldOne(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => FoldOne((char)(c - 0xFEE0)),
        >= '\uFF66' and <= '\uFF9D' => HalfWidthKatakana[c - '\uFF66'],
        '\u200C' or '\u200D' or '\u00AD' or '\u0640' or '\uFE0F' or '\uFE0E' => Silent,
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' => 'ي',
        'ё' or 'Ё' => 'е',
        'ø' or 'Ø' => 'o',
        'ł' or 'Ł' => 'l',
        'đ' or 'Đ' => 'd',
        'ı' or 'İ' => 'i',
        // Prolonged sound mark and iteration marks belong to the word they stand in.
        '\u30FC' or '\u3005' => c,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => Accents.Without(char.ToLowerInvariant(c)),
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter => c,
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            // Thai, Khmer and Indic vowel signs carry meaning; elsewhere a mark is an accent.
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => c is >= '\u0900' and <= '\u1FFF' ? c : Silent,
            _ => None,
        },
    };

    private static byte[] Classify()
    {
        var table = new byte[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            table[i] = (byte)ScriptOfRange((char)i);
        }
        return table;
    }

    private static Script ScriptOfRange(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' => Script.Latin,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\uFB50' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFF' => Script.Arabic,
        >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' or '\u3005' => Script.Han,
        >= '\u3040' and <= '\u30FF' or >= '\u31F0' and <= '\u31FF' => Script.Kana,
        >= '\uAC00' and <= '\uD7AF' or >= '\u1100' and <= '\u11FF' or >= '\u3130' and <= '\u318F' => Script.Hangul,
        // Thai, Lao, Myanmar and Khmer: written without spaces.
        >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF' => Script.Thai,
        _ => Script.Other,
    };

    /// <summary>U+FF66 to U+FF9D. Voicing marks stay apart there; they are dropped, which folds ガ with カ in half width only.</summary>
    private const string HalfWidthKatakana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
}
