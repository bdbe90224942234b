using ScoopDetector.Events;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>Says which places the posts of an event name. A guess by names alone: nothing is known of where their authors are.</summary>
/// <remarks>
/// A name counts where it is written as one: with a capital, as a hashtag, after a word of place (<c>fire in athens</c>), or in a script without capitals. One that is also something else
/// (<see cref="Belief.Asked"/>) counts only with a capital, and after a word of place or before the country or region that it lies in (<c>Boulder, Colorado</c>). A longer name hides those within it. Of several places of one name the one whose country is named too is meant, else the country, the region,
/// the largest city (Leidner, Toponym Resolution in Text, 2007: population and one country for each text are hard to beat).
/// </remarks>
internal sealed class PlaceFinder(Gazetteer gazetteer)
{
    /// <summary>More an alert does not name.</summary>
    private const int Most = 3;

    /// <summary>So many people are listened to, those who spoke last.</summary>
    private const int MostPeople = 40;

    /// <summary>By so many people at least, and so large a share of them, a place must be named.</summary>
    private const int LeastPeople = 2;
    private const double LeastShare = 0.1;

    /// <summary>A place so many times as large as another of its name is meant, whatever countries are named: Paris, Texas is not, though the story is about Texas.</summary>
    private const int Overwhelming = 10;

    /// <summary>By which countries and regions are held against cities.</summary>
    private const int OfCountry = 10_000_000;
    private const int OfRegion = 2_000_000;

    /// <summary>English, Spanish, French, German, Portuguese, Italian, Polish, Russian, Ukrainian, Arabic; folded. None that is an article elsewhere.</summary>
    private static readonly HashSet<string> WordsOfPlace = new(
        "in near outside inside across around en cerca desde bei nahe vers pres em perto vicino w we kolo в во у под около біля في".Split(' '), StringComparer.Ordinal);

    /// <summary>So many posts are remembered by what they name, without their words.</summary>
    private const int MostKnown = 20_000;

    private static readonly IReadOnlyList<IReadOnlyList<Spelling>> None = [];

    private readonly PostWords _words = new();
    private readonly Dictionary<ulong, IReadOnlyList<IReadOnlyList<Spelling>>> _known = [];
    private readonly HashSet<ulong> _people = [];

    // By how people write it: who has written so.
    private readonly Dictionary<string, (IReadOnlyList<Spelling> Spellings, HashSet<ulong> People)> _written = new(StringComparer.Ordinal);

    /// <summary>The most named first, each once; none if hardly anybody names a place.</summary>
    public IReadOnlyList<Place> Of(IReadOnlyList<Member> members)
    {
        if (ReferenceEquals(gazetteer, Gazetteer.None))
        {
            return [];
        }
        _written.Clear();
        _people.Clear();
        for (var i = members.Count - 1; i >= 0 && _people.Count < MostPeople; i--)
        {
            var post = members[i].Voice.Post;
            _people.Add(post.AuthorHash);
            foreach (var spellings in NamedBy(post))
            {
                Note(spellings, post.AuthorHash);
            }
        }
        var chosen = People().Where(named => named.People.Count >= Math.Max(LeastPeople, LeastShare * _people.Count))
            .OrderByDescending(named => named.People.Count).ThenByDescending(named => named.Place.Inhabitants).ThenBy(named => named.Place.Label, StringComparer.Ordinal)
            .Select(named => named.Place).ToList();
        return [.. chosen.Where(place => !place.IsCountry || !chosen.Exists(other => !other.IsCountry && other.Country == place.Country)).Take(Most)];
    }

    /// <summary>The places that a text names, each as it is written there: of several of that name the largest.</summary>
    public IEnumerable<(string Written, Place Place)> In(string text) => Read(text).Select(spellings => (spellings[0].Folded, Meant(spellings, [])));

    /// <summary>Who names which place, each person once, in however many spellings.</summary>
    private IEnumerable<(Place Place, HashSet<ulong> People)> People()
    {
        // A spelling that can only be a country names it; that of the place itself says nothing about which of its namesakes is meant.
        var countries = _written.Values.Where(written => written.People.Count >= LeastPeople && written.Spellings.All(spelling => spelling.Place.IsCountry)).Select(written => written.Spellings[0].Place.Country).ToHashSet(StringComparer.Ordinal);
        return _written.Values.GroupBy(written => Meant(written.Spellings, countries), (place, written) => (place, written.SelectMany(one => one.People).ToHashSet()));
    }

    private static Place Meant(IReadOnlyList<Spelling> spellings, HashSet<string> countries)
    {
        var least = spellings.Max(spelling => Size(spelling.Place)) / Overwhelming;
        return spellings.Select(spelling => spelling.Place)
            .OrderByDescending(place => !place.IsCountry && countries.Contains(place.Country) && Size(place) >= least)
            .ThenByDescending(Size).ThenBy(place => place.Label, StringComparer.Ordinal).First();
    }

    private static int Size(Place place) => place.IsCountry ? OfCountry : place.Inhabitants == 0 ? OfRegion : place.Inhabitants;

    /// <summary>What the post names, by each of its spellings the places that may be meant. An event is told again and again, and its posts stay the same.</summary>
    private IReadOnlyList<IReadOnlyList<Spelling>> NamedBy(PostDigest post)
    {
        var key = Hash64.Pair(post.IdHash, post.AuthorHash);
        if (!_known.TryGetValue(key, out var named))
        {
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }
            _known[key] = named = Read(post.Beginning);
        }
        return named;
    }

    private IReadOnlyList<IReadOnlyList<Spelling>> Read(string post)
    {
        List<IReadOnlyList<Spelling>>? named = null;
        _words.Read(post);
        var covered = 0;
        for (var i = 0; i < _words.Words.Count; i++)
        {
            var word = _words.Words[i];
            // Where no spaces are written, a name may begin anywhere.
            for (var from = Math.Max(covered, word.Start); from < word.End; from++)
            {
                var alike = gazetteer.At(_words.Folded, from, word.End);
                var end = alike.Count > 0 ? from + alike[0].Folded.Length : word.End;
                if (alike.Count == 0 && from == word.Start)
                {
                    alike = gazetteer.InCyrillic(_words.Folded.AsSpan(from, word.End - from));
                }
                if (alike.Count > 0)
                {
                    covered = end;
                    from = covered - 1;
                    if (Believed(alike, i, covered) is { Count: > 0 } believed)
                    {
                        (named ??= []).Add(believed);
                    }
                }
                else if (!Letters.IsUnspaced(_words.Folded[from]))
                {
                    break;
                }
            }
        }
        return named ?? None;
    }

    private IReadOnlyList<Spelling> Believed(IReadOnlyList<Spelling> alike, int word, int end) =>
        alike.Any(spelling => spelling.Belief == Belief.Never) ? [] : [.. alike.Where(spelling => IsBelieved(spelling, word, end))];

    private void Note(IReadOnlyList<Spelling> believed, ulong author)
    {
        var name = believed[0].Folded;
        if (_written.TryGetValue(name, out var before))
        {
            before.People.Add(author);
            // One that was written so that it may be any of them may be any of them.
            _written[name] = (believed.Count > before.Spellings.Count ? believed : before.Spellings, before.People);
        }
        else
        {
            _written[name] = (believed, [author]);
        }
    }

    private bool IsBelieved(Spelling spelling, int at, int end)
    {
        var word = _words.Words[at];
        var isAfterWordOfPlace = at > 0 && WordsOfPlace.Contains(_words.Folded[_words.Words[at - 1].Start.._words.Words[at - 1].End]);
        var isName = word.IsCaseless || (word.IsCapital && !_words.IsShouted);
        return spelling.Belief switch
        {
            Belief.Code => word.IsCode || word.IsCalled,
            Belief.AskedCode => word.IsCalled,
            Belief.Asked => isName && (isAfterWordOfPlace || IsBeforeItsOwn(spelling.Place, end)),
            _ => isName || word.IsHashtag || isAfterWordOfPlace,
        };
    }

    /// <summary>The country that the place lies in, or a region of that country, is named by the words right after it.</summary>
    private bool IsBeforeItsOwn(Place place, int end)
    {
        var next = _words.Words.FirstOrDefault(word => word.Start == end + 1);
        return next.End > end && gazetteer.At(_words.Folded, next.Start, next.End).Any(spelling => spelling.Belief is Belief.Sure or Belief.Asked && spelling.Place.Country == place.Country && spelling.Place.Inhabitants == 0);
    }
}
