namespace ScoopDetector.Terms;

/// <summary>Cyrillic and Greek in Latin letters, so that a name is one in both. Near to what English maps have (BGN/PCGN), without what a reader would need beyond that.</summary>
internal static class LatinLetters
{
    private const string Cyrillic = "абвгдезийклмнопрстуфыэіґ";
    private const string CyrillicInLatin = "abvgdeziiklmnoprstufyeig";
    private const string Greek = "αβγδεζηικλμνξοπρσςτυφω";
    private const string GreekInLatin = "avgdeziiklmnxoprsstyfo";

    /// <param name="letter">Folded.</param>
    /// <returns>The letter itself where it is of another script; empty for what is not spoken.</returns>
    public static string Of(char letter) => letter switch
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
