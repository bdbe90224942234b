using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>How far a headline says what an event's people say: a link to its page settles it; else by words, of which some must be rare among headlines: a name and another one, or a name alone that tells much of both.</summary>
/// <param name="options">How fast likeness fades with time.</param>
internal sealed class Likeness(CoverageOptions options)
{
    /// <summary>How much less a single shared word is worth.</summary>
    private const double OneWord = 2;

    /// <summary>Of words, by the headlines so far.</summary>
    public WordRarity Rarity { get; } = new();

    /// <summary>0 for nothing in common, 1 for all that the headline says, or for a link.</summary>
    public double Of(Story story, IndexedHeadline headline) => IsLinked(story, headline) ? 1 : InWords(story, headline);

    /// <summary>What that is worth of a headline that lies away from the time in which people spoke of it: the same words are said of the next flood in the same town.</summary>
    public double Worth(double likeness, Story story, IndexedHeadline headline) =>
        IsLinked(story, headline) ? 1 : likeness / (1 + (story.Away(headline.At) / options.Fade));

    private static bool IsLinked(Story story, IndexedHeadline headline) => headline.Link != default && story.Links.Contains(headline.Link);

    private double InWords(Story story, IndexedHeadline headline)
    {
        double common = 0, all = 0;
        var (shared, names) = (0, 0);
        foreach (var term in headline.Terms)
        {
            var rarity = Rarity.Of(term);
            var weight = rarity * rarity;
            all += weight;
            if (story.Weights.TryGetValue(term, out var said))
            {
                common += said * weight;
                shared += term.Kind == TermKind.Bigram ? 0 : 1;
                // A pair is a name only where a place is called so.
                names += story.Names.Contains(term) && (term.Kind == TermKind.Bigram || headline.Names.Contains(term)) ? 1 : 0;
            }
        }
        return names == 0 ? 0 : Math.Min(1, common / all / (shared == 1 ? OneWord : 1));
    }
}
