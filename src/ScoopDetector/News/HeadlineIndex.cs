using System.Text;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>A headline, cut into terms.</summary>
/// <param name="Headline">Which.</param>
/// <param name="Terms">What it says, with its summary.</param>
/// <param name="Names">Those of them that are names.</param>
/// <param name="Link">Its page; the default where it has none.</param>
internal sealed record IndexedHeadline(Headline Headline, HashSet<TermId> Terms, HashSet<TermId> Names, TermId Link)
{
    public DateTimeOffset At => Headline.At!.Value;

    public IEnumerable<TermId> Keys => Link == default ? Terms : Terms.Append(Link);
}

/// <summary>The headlines that an event may still be about, by what they say.</summary>
/// <param name="words">Cuts them.</param>
internal sealed class HeadlineIndex(NewsWords words)
{
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<TermId, List<IndexedHeadline>> _byTerm = [];
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
        var item = new IndexedHeadline(headline, words.Of(text), words.NamesIn(text), link);
        _oldest.Enqueue(item, item.At);
        foreach (var term in item.Keys)
        {
            (_byTerm.TryGetValue(term, out var items) ? items : _byTerm[term] = []).Add(item);
        }
        return item;
    }

    /// <summary>Those that have any of these terms or links, each once.</summary>
    public IEnumerable<IndexedHeadline> With(IEnumerable<TermId> terms) => terms.SelectMany(term => _byTerm.GetValueOrDefault(term, [])).Distinct();

    public void ForgetBefore(DateTimeOffset moment)
    {
        while (_oldest.TryPeek(out var item, out var at) && at < moment)
        {
            _oldest.Dequeue();
            _known.Remove(item.Headline.Key);
            foreach (var term in item.Keys)
            {
                _byTerm[term].Remove(item);
                if (_byTerm[term].Count == 0)
                {
                    _byTerm.Remove(term);
                }
            }
        }
    }
}
