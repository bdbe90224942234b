using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>How far a headline says what an event's people say: a link to its page settles it; else by words, of which some must be rare among headlines: a name and another one, or a name alone that tells much of both.</summary>
/// <param name="options">How fast likeness fades with time.</param>
internal sealed class Likeness(CoverageOptions options)
{
    /// <summary>How much less a single shared word is worth.</summary>
    private const double OneWord = 2;

    /// <summary>How much less likeness is worth where both tell what happened and it is not the same, and where both tell where and it is not there: a train crash is not the explosion of a train, nor a flood in Colorado one in Calgary.</summary>
    private const double Another = 2;

    /// <summary>Of words, by the headlines so far.</summary>
    public WordRarity Rarity { get; } = new();

    /// <summary>0 for nothing in common, 1 for all that the headline says, or for a link.</summary>
    public double Of(Story story, IndexedHeadline headline) => IsLinked(story, headline) ? 1 : InWords(story, headline, static _ => 1);

    /// <summary>What that is worth of a headline that lies away from the time in which people spoke of it, and said so: the same words are said of the next flood in the same town.</summary>
    public double Worth(Story story, IndexedHeadline headline)
    {
        var spoken = story.WorthAt(headline.At, options.Fade);
        return IsLinked(story, headline) ? 1 : InWords(story, headline, said => Math.Min(spoken, said.WorthAt(headline.At, options.Fade)));
    }

    private static bool IsLinked(Story story, IndexedHeadline headline) => headline.Link != default && story.Links.Contains(headline.Link);

    private double InWords(Story story, IndexedHeadline headline, Func<Said, double> worth)
    {
        double common = 0, all = 0;
        var (shared, names) = (0, 0);
        var where = Where(story, headline);
        foreach (var term in headline.Terms)
        {
            var rarity = Rarity.Of(term);
            var weight = rarity * rarity;
            all += weight;
            if (story.Words.TryGetValue(term, out var said) || TryTell(story, headline, term, out said) || where.TryGetValue(term, out said))
            {
                common += said.Weight * worth(said) * weight;
                shared += term.Kind == TermKind.Bigram ? 0 : 1;
                // A pair is a name only where a place is called so.
                names += where.ContainsKey(term) || (story.Names.Contains(term) && (term.Kind == TermKind.Bigram || headline.Names.Contains(term))) ? 1 : 0;
            }
        }
        var like = names == 0 ? 0 : Math.Min(1, common / all / (shared == 1 ? OneWord : 1));
        return like / (IsOfOtherKind(story, headline) ? Another : 1) / (IsElsewhere(story, headline) ? Another : 1);
    }

    /// <summary>Whether the term tells a kind of happening that the event's people tell in another word.</summary>
    private static bool TryTell(Story story, IndexedHeadline headline, TermId term, out Said said)
    {
        foreach (var kind in headline.Alarm.GetValueOrDefault(term).Each())
        {
            if (story.Kinds.TryGetValue(kind, out said))
            {
                return true;
            }
        }
        said = default;
        return false;
    }

    /// <summary>The terms by which the headline names where the event lies, be it in another language, with when its people did.</summary>
    private static Dictionary<TermId, Said> Where(Story story, IndexedHeadline headline)
    {
        var where = new Dictionary<TermId, Said>();
        foreach (var (named, terms) in headline.Places)
        {
            foreach (var (place, said) in story.Places)
            {
                if (named.Label == place.Label || (named.IsCountry && named.Country == place.Country))
                {
                    foreach (var term in terms)
                    {
                        where[term] = said;
                    }
                }
            }
        }
        return where;
    }

    /// <summary>Both tell where it happened, and it is not there.</summary>
    private static bool IsElsewhere(Story story, IndexedHeadline headline) =>
        headline.Places.Count > 0 && story.Places.Count > 0 && !headline.Places.Any(named => story.Places.Keys.Any(place => place.IsNear(named.Place)));

    /// <summary>Both tell what happened, and it is not the same.</summary>
    private static bool IsOfOtherKind(Story story, IndexedHeadline headline) =>
        headline.Kinds != Happenings.None && story.Kinds.Count > 0 && !headline.Kinds.Each().Any(story.Kinds.ContainsKey);
}
