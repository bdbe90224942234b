using System.Runtime.InteropServices;
using ScoopDetector.Terms;

namespace ScoopDetector.News;

/// <summary>How telling a term is, by the headlines so far: what every second one says tells nothing. Of the past only, so that a replay knows no more than the live run did.</summary>
internal sealed class WordRarity
{
    /// <summary>Beyond so many terms all are halved, and what was said once is forgotten.</summary>
    public const int MostTerms = 1 << 19;

    private readonly Dictionary<TermId, int> _headlines = [];
    private int _total;

    public int Terms => _headlines.Count;

    public void Learn(IReadOnlySet<TermId> terms)
    {
        if (_headlines.Count > MostTerms)
        {
            Halve();
        }
        _total++;
        foreach (var term in terms)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_headlines, term, out _)++;
        }
    }

    private void Halve()
    {
        _total /= 2;
        foreach (var (term, headlines) in _headlines)
        {
            if (headlines == 1)
            {
                _headlines.Remove(term);
            }
            else
            {
                _headlines[term] = headlines / 2;
            }
        }
    }

    /// <summary>Inverse document frequency. Pairs of words count half: their words count already.</summary>
    public double Of(TermId term) => Math.Log((_total + 20.0) / (_headlines.GetValueOrDefault(term) + 1)) * (term.Kind == TermKind.Bigram ? 0.5 : 1);
}
