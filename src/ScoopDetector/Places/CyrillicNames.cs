using System.Text;
using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>Towns by their Cyrillic names, though only the Latin ones are listed: <c>Челябинске</c> is Chelyabinsk.</summary>
/// <remarks>Both are brought to one form, in which what is romanised in several ways (<c>Kyiv</c>, <c>Groznyy</c>, <c>Luhansk</c>) is the same, and without the endings of cases.
/// Many are surnames, streets and districts as well (<c>Иванова</c>, <c>улица Кирова</c>), so that they count only with a capital and after a word of place. As Russian writes them, and mostly Ukrainian, Belarusian and Bulgarian.</remarks>
internal sealed class CyrillicNames
{
    /// <summary>Shorter ones are the stems of too many words.</summary>
    private const int LeastLetters = 5;

    /// <summary>Where towns have names in Cyrillic.</summary>
    private static readonly HashSet<string> Countries = new(["Russia", "Ukraine", "Belarus", "Kazakhstan", "Kyrgyzstan", "Bulgaria"], StringComparer.Ordinal);

    /// <summary>Of one town's name, in one or the other case; in Latin letters, longest first.</summary>
    private static readonly string[] Endings = ["om", "a", "e", "i", "o", "u"];

    /// <summary>A name that ends so is an adjective with that ending, of a district or street: <c>в Ленинском районе</c>.</summary>
    private const string Adjective = "skom";

    private readonly Dictionary<string, List<Spelling>> _byStem = new(StringComparer.Ordinal);

    /// <summary>Notes a town by its Latin name, if it is one word and its country writes Cyrillic.</summary>
    public void Add(Spelling spelling)
    {
        if (Countries.Contains(spelling.Place.Country) && !spelling.Place.IsCountry && Letters.ScriptOf(spelling.Folded[0]) == Script.Latin && !spelling.Folded.Contains(' ') && Stem(spelling.Folded) is { } stem)
        {
            if (!_byStem.TryGetValue(stem, out var alike))
            {
                _byStem[stem] = alike = [];
            }
            // By a name of its own: who writes in Latin letters may mean another.
            if (!alike.Exists(known => known.Place == spelling.Place))
            {
                alike.Add(new($"{stem}-", spelling.Place, Belief.Asked));
            }
        }
    }

    /// <param name="word">Folded.</param>
    /// <returns>The towns that it may name, empty for none.</returns>
    public IReadOnlyList<Spelling> Find(ReadOnlySpan<char> word) => Letters.ScriptOf(word[0]) == Script.Cyrillic && Stem(word) is { } stem && _byStem.TryGetValue(stem, out var alike) ? alike : [];

    /// <returns>Null for a name that is too short.</returns>
    private static string? Stem(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder();
        foreach (var letter in word)
        {
            foreach (var latin in LatinLetters.Of(letter))
            {
                var last = plain.Length > 0 ? plain[^1] : '\0';
                // Y is ы, й, or begins я, ю, є; Ukrainian h is Russian g, but for kh, sh, zh, ch and th.
                var one = latin == 'y' ? 'i' : latin == 'h' && !"kszct".Contains(last, StringComparison.Ordinal) ? 'g' : latin;
                if (one == 'i' && last == 'i')
                {
                    continue;
                }
                if (one == 'e' && last == 'i')
                {
                    plain.Length--;
                }
                plain.Append(one);
            }
        }
        var all = plain.ToString();
        if (all.EndsWith(Adjective, StringComparison.Ordinal))
        {
            return null;
        }
        var ending = Array.Find(Endings, ending => all.EndsWith(ending, StringComparison.Ordinal));
        var stem = ending is null ? all : all[..^ending.Length];
        return stem.Length >= LeastLetters ? stem : null;
    }
}
