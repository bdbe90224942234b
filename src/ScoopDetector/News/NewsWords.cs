using System.Text;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>The terms of a text that is no post, cut as those of posts are.</summary>
/// <param name="gazetteer">The places that it knows.</param>
internal sealed class NewsWords(Gazetteer gazetteer)
{
    private readonly Tokenizer _tokenizer = new();
    private readonly AlarmWords _alarm = new();
    private readonly PlaceFinder _places = new(gazetteer);

    /// <summary>Each once: words, pairs, n-grams; no links. A plural is its singular too, and <c>flooding</c> is <c>flood</c>, as headlines and people choose differently.</summary>
    public HashSet<TermId> Of(string text) => Read(WithStems(text));

    /// <summary>The terms that are written with a capital, and those of scripts that have none: what a story is about, and not what happened.</summary>
    /// <param name="text">A headline, a sentence, or terms.</param>
    /// <param name="beginsSentence">The first word has its capital anyway, and is no name for it. Headlines begin with places too often to do without theirs.</param>
    public HashSet<TermId> NamesIn(string text, bool beginsSentence = false)
    {
        var names = Read(string.Join(". ", Words(text).Skip(beginsSentence ? 1 : 0).Where(word => char.IsUpper(word[0]))));
        names.UnionWith(Read(text).Where(term => term.Kind == TermKind.Gram));
        return names;
    }

    /// <summary>The terms of which one is enough to name a place: the word, or where it has several the pairs, for <c>United</c> is not yet the kingdom.</summary>
    public IEnumerable<TermId> NameOf(string place) => Words(place).Length > 1 ? Read(place).Where(term => term.Kind == TermKind.Bigram) : Read(place);

    /// <summary>What kinds of happening it tells.</summary>
    public Happenings KindsIn(string text) => _alarm.In(text);

    /// <summary>The terms that tell a kind of happening, each with that: <c>train crash</c> is what another says as <c>descarrilamiento</c>. Of a script without spaces only those n-grams that do so themselves.</summary>
    public Dictionary<TermId, Happenings> AlarmIn(string text)
    {
        var told = new Dictionary<TermId, Happenings>();
        var bytes = Encoding.UTF8.GetBytes(WithStems(text));
        _tokenizer.Read(bytes);
        foreach (var use in _tokenizer.Uses)
        {
            if (use.Term.Kind is not (TermKind.Link or TermKind.Bigram)
                && (_alarm.In(Encoding.UTF8.GetString(bytes, use.Start, use.Length)) & ~Happenings.Harm) is not Happenings.None and var kinds)
            {
                told[use.Term] = kinds;
            }
        }
        return told;
    }

    /// <summary>The towns and regions that it names, each with the terms that do; where there are none, the countries: a fire in a town of the country is not yet the one in another.</summary>
    public IReadOnlyList<(Place Place, HashSet<TermId> Terms)> PlacesIn(string text)
    {
        (Place Place, HashSet<TermId> Terms)[] all =
            [.. _places.In(text).DistinctBy(named => named.Written).GroupBy(named => named.Place, (place, named) => (place, named.SelectMany(one => Of(one.Written)).ToHashSet()))];
        return Array.Exists(all, named => !named.Place.IsCountry) ? [.. all.Where(named => !named.Place.IsCountry)] : all;
    }

    /// <summary>The place that an alert names so; null if nobody knows it.</summary>
    public Place? PlaceOf(string label) => gazetteer.Find(label);

    private static string WithStems(string text) => string.Join(' ', Words(text).SelectMany(Stems).Select(stem => $". {stem}").Prepend(text));

    private static IEnumerable<string> Stems(string word)
    {
        if (word.Length > 4 && word[^1] is ('s' or 'S') && word[^2] is not ('s' or 'S'))
        {
            word = word[..^1];
            yield return word;
        }
        if (word.Length > 6 && word.EndsWith("ing", StringComparison.OrdinalIgnoreCase))
        {
            yield return word[..^3];
        }
    }

    private static string[] Words(string text) =>
        string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private HashSet<TermId> Read(string text)
    {
        _tokenizer.Read(Encoding.UTF8.GetBytes(text));
        var terms = new HashSet<TermId>();
        foreach (var use in _tokenizer.Uses)
        {
            if (use.Term.Kind != TermKind.Link)
            {
                terms.Add(use.Term);
            }
        }
        return terms;
    }

    /// <summary>The links in a text.</summary>
    public IEnumerable<TermId> LinksOf(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("://"u8) < 0)
        {
            return [];
        }
        _tokenizer.Read(text);
        var links = new List<TermId>();
        foreach (var use in _tokenizer.Uses)
        {
            if (use.Term.Kind == TermKind.Link)
            {
                links.Add(use.Term);
            }
        }
        return links;
    }
}
