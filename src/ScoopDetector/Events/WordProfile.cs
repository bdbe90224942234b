using System.Runtime.InteropServices;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>What some posts say, as a vector over terms: the share of the posts that use each, times its information.</summary>
internal sealed partial class WordProfile
{
    private readonly Dictionary<TermId, double> _weights = [];
    private double _norm;

    public IEnumerable<TermId> Terms => _weights.Keys;

    public void Clear()
    {
        _weights.Clear();
        _norm = 0;
    }

    public void Add(TermId term, double weight) => CollectionsMarshal.GetValueRefOrAddDefault(_weights, term, out _) += weight;

    /// <summary>All has been added.</summary>
    public void Complete()
    {
        double sum = 0;
        foreach (var weight in _weights.Values)
        {
            sum += weight * weight;
        }
        _norm = Math.Sqrt(sum);
    }

    /// <summary>0 where nothing is shared, 1 where the same is said.</summary>
    public double Cosine(WordProfile other)
    {
        var (few, many) = _weights.Count <= other._weights.Count ? (this, other) : (other, this);
        double dot = 0;
        foreach (var (term, weight) in few._weights)
        {
            dot += weight * many._weights.GetValueOrDefault(term);
        }
        return _norm * other._norm > 0 ? dot / (_norm * other._norm) : 0;
    }
}
