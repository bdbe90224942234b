using System.Text;
using ScoopDetector.Events;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;

namespace ScoopDetector.Places;

/// <summary>Says which places the posts of an event name. A guess by names alone: nothing is known of where their authors are.</summary>
/// <remarks>
/// A name counts where it is written as one: with a capital, as a hashtag, after a word of place (<c>fire in athens</c>), or in a script without capitals. One that is also something else
/// (<see cref="Place.IsAsked"/>) counts only with a capital and after a word of place. A longer name hides those within it. Of several places of one name it is the one whose country is named too, else the largest
/// (Leidner, Toponym Resolution in Text, 2007: population and one country for each text are hard to beat).
/// </remarks>
internal sealed class PlaceFinder(Gazetteer gazetteer)
{
    /// <summary>More an alert does not name.</summary>
    private const int Most = 3;

    /// <summary>So many of the latest posts are read.</summary>
    private const int MostPosts = 100;

    /// <summary>By so many people at least, and so large a share of them, a place must be named.</summary>
    private const int LeastPeople = 2;
    private const double LeastShare = 0.1;

    /// <summary>Bytes around a term in which a name that begins with it is looked for.</summary>
    private const int Around = 80;

    private static readonly HashSet<string> WordsOfPlace = new(
        "in near outside inside across around at en cerca desde bei nahe im a à vers près em perto in vicino te bij w we koło в во у под около біля".Split(' '), StringComparer.Ordinal);

    /// <summary>A place so many times as large as another of its name is meant, whatever countries are named: Paris, Texas is not, though the story is about Texas.</summary>
    private const int Overwhelming = 10;

    // By how people write it: who has written so.
    private readonly Dictionary<string, (int People, List<Place> Places)> _written = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _authors = [];
    private readonly List<Gazetteer.Spelling> _named = [];

    /// <summary>The labels, the most named first; none if hardly anybody names a place.</summary>
    public IReadOnlyList<string> Of(IReadOnlyList<Member> members)
    {
        _written.Clear();
        _authors.Clear();
        for (var i = members.Count - 1; i >= 0 && _authors.Count < MostPosts; i--)
        {
            if (_authors.Add(members[i].Voice.Post.AuthorHash))
            {
                Read(members[i].Voice.Post);
            }
        }
        var countries = _written.Values.Where(written => written.People >= LeastPeople).SelectMany(written => written.Places).Where(place => place.IsCountry).Select(place => place.Country).ToHashSet(StringComparer.Ordinal);
        var people = new Dictionary<Place, int>();
        foreach (var (count, places) in _written.Values)
        {
            var meant = Meant(places, countries);
            people[meant] = people.GetValueOrDefault(meant) + count;
        }
        var least = Math.Max(LeastPeople, LeastShare * _authors.Count);
        var chosen = people.Where(named => named.Value >= least)
            .OrderByDescending(named => named.Value).ThenByDescending(named => named.Key.Inhabitants).ThenBy(named => named.Key.Label, StringComparer.Ordinal)
            .Select(named => named.Key).ToList();
        return [.. chosen.Where(place => !place.IsCountry || !chosen.Exists(other => !other.IsCountry && other.Country == place.Country)).Take(Most).Select(place => place.Label)];
    }

    private static Place Meant(List<Place> places, HashSet<string> countries)
    {
        var least = places.Max(place => place.Inhabitants) / Overwhelming;
        return places.OrderByDescending(place => place.Inhabitants >= least && countries.Contains(place.Country)).ThenByDescending(place => place.Inhabitants).ThenBy(place => place.Label, StringComparer.Ordinal).First();
    }

    private void Read(PostDigest post)
    {
        _named.Clear();
        foreach (ref readonly var use in post.Terms.AsSpan())
        {
            if (use.Term.Kind is not (TermKind.Word or TermKind.Gram) || use.Start + use.Length > post.TextBytes.Length)
            {
                continue;
            }
            foreach (var spelling in gazetteer.BeginningWith(use.Term))
            {
                if (IsNamed(post.TextBytes, use, spelling))
                {
                    _named.Add(spelling);
                }
            }
        }
        foreach (var alike in _named.Where(IsWhole).GroupBy(spelling => spelling.Folded))
        {
            var (people, places) = _written.GetValueOrDefault(alike.Key, (0, []));
            _written[alike.Key] = (people + 1, [.. places.Union(alike.Select(spelling => spelling.Place))]);
        }
    }

    /// <summary>Whether no longer name of the post has it within.</summary>
    private bool IsWhole(Gazetteer.Spelling spelling) =>
        !_named.Exists(other => other.Folded.Length > spelling.Folded.Length && FoldedText.Find(other.Folded, spelling.Folded) >= 0);

    private static bool IsNamed(ReadOnlySpan<byte> text, in TermUse use, Gazetteer.Spelling spelling)
    {
        var written = text.Slice(use.Start, use.Length);
        string before;
        if (FoldedText.Of(Decoded(written)) == spelling.Folded)
        {
            before = FoldedText.Of(Decoded(text[Math.Max(0, use.Start - Around)..use.Start]));
        }
        else
        {
            var around = FoldedText.Of(Decoded(text[Math.Max(0, use.Start - Around)..Math.Min(text.Length, use.Start + Around)]));
            var at = FoldedText.Find(around, spelling.Folded);
            if (at < 0)
            {
                return false;
            }
            before = around[..at].TrimEnd();
        }
        Rune.DecodeFromUtf8(written, out var first, out _);
        if (!Rune.IsUpper(first) && !Rune.IsLower(first))
        {
            return true;
        }
        var isAfterWordOfPlace = WordsOfPlace.Contains(before[(before.LastIndexOf(' ') + 1)..]);
        var isHashtag = use.Start > 0 && text[use.Start - 1] == '#';
        return spelling.Place.IsAsked ? Rune.IsUpper(first) && isAfterWordOfPlace : Rune.IsUpper(first) || isHashtag || isAfterWordOfPlace;
    }

    private static string Decoded(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
