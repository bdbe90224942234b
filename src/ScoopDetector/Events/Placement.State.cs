using ScoopDetector.State;

namespace ScoopDetector.Events;

internal sealed partial class Placement
{
    /// <param name="writer">Where to.</param>
    /// <param name="numbers">Of the open events. A post of one that is over is known to belong to one, no longer to which.</param>
    public void Save(StateWriter writer, Dictionary<EventFile, int> numbers)
    {
        writer.Count(_order.Count);
        foreach (var (post, at) in _order)
        {
            writer.Fixed(post);
            writer.Signed(at);
            writer.Count(numbers.TryGetValue(_eventOf[post], out var number) ? number + 1 : 0);
        }
    }

    /// <param name="reader">Where from.</param>
    /// <param name="files">The open events, by their numbers.</param>
    /// <param name="over">Stands for all that are over.</param>
    public void Load(StateReader reader, EventFile[] files, EventFile over)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            var (post, at) = (reader.Fixed8(), reader.Signed());
            _order.Enqueue((post, at));
            _eventOf[post] = reader.Count() is > 0 and var number ? files[number - 1] : over;
        }
    }
}
