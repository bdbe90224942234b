using ScoopDetector.State;

namespace ScoopDetector.Events;

internal sealed partial class WordProfile : IStateful
{
    /// <summary>In the order in which they were added: sums depend on it in the last digit.</summary>
    public void Save(StateWriter writer)
    {
        writer.Count(_weights.Count);
        foreach (var (term, weight) in _weights)
        {
            writer.Fixed(term.Value);
            writer.Exact(weight);
        }
    }

    public void Load(StateReader reader)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            Add(new(reader.Fixed8()), reader.Double());
        }
        Complete();
    }
}
