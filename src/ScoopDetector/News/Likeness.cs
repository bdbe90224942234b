using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>How far a headline says what an event's people say: a link to its page settles it; else by words, and across languages by kinds of happening and by places. Some of it must be rare among headlines: a name and another word, or a name alone that tells much of both.</summary>
/// <param name="options">How fast likeness fades with time.</param>
internal sealed class Likeness(CoverageOptions options)
{
    /// <summary>How much less a single shared word is worth.</summary>
    private const double OneWord = 2;

    /// <summary>How much less likeness is worth where both tell what happened and it is not the same, and where both tell where and it is not there: a train crash is not the explosion of a train, nor a flood in Colorado one in Calgary.</summary>
    private const double Another = 2;

    // When people said what a term of the headline at hand stands for, by its places.
    private readonly Dictionary<TermId, Said> _where = [];

    /// <summary>Of words, by the headlines so far.</summary>
    public WordRarity Rarity { get; } = new();

    /// <returns>Alike: 0 for nothing in common, 1 for all that the headline says, or for a link. Score: what that is worth of a headline that lies away from the time in which people spoke of it, and said so; the same words are said of the next flood in the same town.</returns>
    public (double Alike, double Score) Of(Story story, IndexedHeadline headline)
    {
        if (headline.Link != default && story.Links.Contains(headline.Link))
        {
            return (1, 1);
        }
        Locate(story, headline);
        var spoken = story.WorthAt(headline.At, options.Fade);
        double all = 0, alike = 0, score = 0;
        var (shared, names) = (0, 0);
        foreach (var term in headline.Terms)
        {
            var rarity = Rarity.Of(term);
            var weight = rarity * rarity;
            all += weight;
            if (BestOf(story, headline, term) is { } said)
            {
                alike += said.Weight * weight;
                score += said.Weight * weight * Math.Min(spoken, said.WorthAt(headline.At, options.Fade));
                shared += term.Kind == TermKind.Bigram ? 0 : 1;
                names += IsName(story, headline, term) ? 1 : 0;
            }
        }
        var share = names == 0 ? 0 : 1 / all / (shared == 1 ? OneWord : 1) / (IsOfAnotherKind(story, headline) ? Another : 1) / (IsElsewhere(story, headline) ? Another : 1);
        return (Math.Min(1, alike * share), Math.Min(1, score * share));
    }

    /// <summary>That people say the term, a kind of happening that it tells, or a place that it names, whichever is worth most at the time; null if they say none of them.</summary>
    private Said? BestOf(Story story, IndexedHeadline headline, TermId term)
    {
        Said? best = null;
        void Offer(Said said)
        {
            if (best is not { } before || said.Weight * said.WorthAt(headline.At, options.Fade) > before.Weight * before.WorthAt(headline.At, options.Fade))
            {
                best = said;
            }
        }
        if (story.Words.TryGetValue(term, out var said))
        {
            Offer(said);
        }
        if (headline.Alarm.TryGetValue(term, out var told))
        {
            foreach (var (kind, saidSo) in story.Kinds)
            {
                if ((kind & told) != Happenings.None)
                {
                    Offer(saidSo);
                }
            }
        }
        if (_where.TryGetValue(term, out var there))
        {
            Offer(there);
        }
        return best;
    }

    /// <summary>Whether it names what the story is about. What happened is no name, though it is written like one in a script without capitals; a pair is one only where a place is called so.</summary>
    private bool IsName(Story story, IndexedHeadline headline, TermId term) =>
        _where.ContainsKey(term) || (!headline.Alarm.ContainsKey(term) && story.Names.Contains(term) && (term.Kind == TermKind.Bigram || headline.Names.Contains(term)));

    /// <summary>Finds the terms by which the headline names where the event lies, be it in another language.</summary>
    private void Locate(Story story, IndexedHeadline headline)
    {
        _where.Clear();
        if (story.Places.Count == 0)
        {
            return;
        }
        foreach (var (named, terms) in headline.Places)
        {
            foreach (var (place, said) in story.Places)
            {
                if (named.Label == place.Label || (named.IsCountry && named.Country == place.Country))
                {
                    foreach (var term in terms)
                    {
                        _where[term] = _where.TryGetValue(term, out var before) ? before.And(said, TimeSpan.MaxValue) : said;
                    }
                }
            }
        }
    }

    /// <summary>Both tell what happened, and it is not the same.</summary>
    private static bool IsOfAnotherKind(Story story, IndexedHeadline headline) =>
        headline.Kinds != Happenings.None && story.Kinds.Count > 0 && !story.Kinds.Keys.Any(kind => (kind & headline.Kinds) != Happenings.None);

    /// <summary>Both tell where it happened, and it is not there.</summary>
    private static bool IsElsewhere(Story story, IndexedHeadline headline) =>
        headline.Places.Count > 0 && story.Places.Count > 0 && !headline.Places.Any(named => story.Places.Keys.Any(place => place.IsNear(named.Place)));
}
