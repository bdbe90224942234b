using ScoopDetector.State;

namespace ScoopDetector.Places;

/// <summary>Where what is told lies, of a day: that two events lie in one place says something only where few do.</summary>
internal sealed class PlaceShares : IStateful
{
    private const long Span = 24 * 3_600_000L;

    /// <summary>A larger share of the events lies in a place of which they all speak: in a forum about one war, in the country of it.</summary>
    private const double MostShare = 0.05;

    /// <summary>So many events are taken to have been told elsewhere before the first.</summary>
    private const int PriorEvents = 40;

    private readonly Queue<(long At, string[] Names)> _events = new();
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>An event was told for the first time.</summary>
    public void Tell(IReadOnlyList<Place> places, long now)
    {
        string[] names = [.. places.SelectMany(place => new[] { place.Label, place.Country }).Distinct()];
        Count(names, 1);
        _events.Enqueue((now, names));
    }

    /// <summary>Few of the events of the last day lie in it.</summary>
    public bool IsRare(Place place) => _counts.GetValueOrDefault(place.Label) <= MostShare * (_events.Count + PriorEvents);

    public void MoveTo(long now)
    {
        while (_events.TryPeek(out var oldest) && oldest.At <= now - Span)
        {
            Count(_events.Dequeue().Names, -1);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Count(_events.Count);
        foreach (var (at, names) in _events)
        {
            writer.Signed(at);
            writer.Count(names.Length);
            Array.ForEach(names, writer.Text);
        }
    }

    public void Load(StateReader reader)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            var at = reader.Signed();
            string[] names = [.. Enumerable.Range(0, reader.Length()).Select(_ => reader.Text())];
            Count(names, 1);
            _events.Enqueue((at, names));
        }
    }

    private void Count(string[] names, int by)
    {
        foreach (var name in names)
        {
            if ((_counts[name] = _counts.GetValueOrDefault(name) + by) == 0)
            {
                _counts.Remove(name);
            }
        }
    }
}
