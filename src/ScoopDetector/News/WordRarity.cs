using System.Runtime.InteropServices;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>How telling a term is, by the headlines so far: what every second one says tells nothing. Of the past only, so that a replay knows no more than the live run did.</summary>
internal sealed class WordRarity
{
    private readonly Dictionary<TermId, int> _headlines = [];
    private int _total;

    public void Learn(IReadOnlySet<TermId> terms)
    {
        _total++;
        foreach (var term in terms)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_headlines, term, out _)++;
        }
    }

    /// <summary>Inverse document frequency. Pairs of words count half: their words count already.</summary>
    public double Of(TermId term) => Math.Log((_total + 20.0) / (_headlines.GetValueOrDefault(term) + 1)) * (term.Kind == TermKind.Bigram ? 0.5 : 1);
}
