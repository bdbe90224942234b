using System.Text;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>A headline, cut into terms.</summary>
/// <param name="Headline">Which.</param>
/// <param name="Terms">What it says, with its summary.</param>
/// <param name="Names">Those of them that are names.</param>
/// <param name="Alarm">Those of them that tell a kind of happening.</param>
/// <param name="Places">Where it says that something happened, with those of them that say so.</param>
/// <param name="Link">Its page; the default where it has none.</param>
internal sealed record IndexedHeadline(Headline Headline, HashSet<TermId> Terms, HashSet<TermId> Names, IReadOnlyDictionary<TermId, Happenings> Alarm, IReadOnlyList<(Place Place, HashSet<TermId> Terms)> Places, TermId Link)
{
    public DateTimeOffset At => Headline.At!.Value;

    /// <summary>What kinds of happening it tells.</summary>
    public Happenings Kinds { get; } = Alarm.Values.Aggregate(Happenings.None, (all, kinds) => all | kinds);

    public IEnumerable<TermId> Keys => Link == default ? Terms : Terms.Append(Link);
}

/// <summary>The headlines that an event may still be about, by what they say.</summary>
/// <param name="words">Cuts them.</param>
internal sealed class HeadlineIndex(NewsWords words)
{
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<TermId, List<IndexedHeadline>> _byTerm = [];
    private readonly Dictionary<string, List<IndexedHeadline>> _byPlace = new(StringComparer.Ordinal);
    private readonly PriorityQueue<IndexedHeadline, DateTimeOffset> _oldest = new();

    /// <summary>Null if it is there already: the first version counts.</summary>
    public IndexedHeadline? Add(Headline headline)
    {
        if (!_known.Add(headline.Key))
        {
            return null;
        }
        var text = $"{headline.Title}. {headline.Summary}";
        var link = headline.Url is { } url ? words.LinksOf(Encoding.UTF8.GetBytes(url)).FirstOrDefault() : default;
        var item = new IndexedHeadline(headline, words.Of(text), words.NamesIn(text), words.AlarmIn(text), words.PlacesIn(text), link);
        _oldest.Enqueue(item, item.At);
        foreach (var term in item.Keys)
        {
            Note(_byTerm, term, item);
        }
        foreach (var (place, _) in item.Places)
        {
            Note(_byPlace, place.Label, item);
        }
        return item;
    }

    /// <summary>Those that have any of these terms or links, or name one of these places or its country, each once.</summary>
    public IEnumerable<IndexedHeadline> With(IEnumerable<TermId> terms, IEnumerable<Place> places) => terms.SelectMany(term => _byTerm.GetValueOrDefault(term, []))
        .Concat(places.SelectMany(place => _byPlace.GetValueOrDefault(place.Label, []).Concat(_byPlace.GetValueOrDefault(place.Country, []))))
        .Distinct();

    public void ForgetBefore(DateTimeOffset moment)
    {
        while (_oldest.TryPeek(out var item, out var at) && at < moment)
        {
            _oldest.Dequeue();
            _known.Remove(item.Headline.Key);
            foreach (var term in item.Keys)
            {
                Forget(_byTerm, term, item);
            }
            foreach (var (place, _) in item.Places)
            {
                Forget(_byPlace, place.Label, item);
            }
        }
    }

    private static void Note<T>(Dictionary<T, List<IndexedHeadline>> by, T key, IndexedHeadline item)
        where T : notnull => (by.TryGetValue(key, out var items) ? items : by[key] = []).Add(item);

    private static void Forget<T>(Dictionary<T, List<IndexedHeadline>> by, T key, IndexedHeadline item)
        where T : notnull
    {
        by[key].Remove(item);
        if (by[key].Count == 0)
        {
            by.Remove(key);
        }
    }
}
