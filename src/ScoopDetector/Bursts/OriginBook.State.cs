using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class OriginBook : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Count(_bits);
        writer.Count(_used);
        var gap = 0;
        foreach (ref readonly var place in _places.AsSpan())
        {
            gap++;
            if (place.Origin != 0)
            {
                writer.Count(gap);
                writer.Fixed(place.Key);
                writer.Fixed(place.At);
                writer.Fixed(place.Origin);
                gap = 0;
            }
        }
        writer.Count(0);
    }

    public void Load(StateReader reader)
    {
        _bits = reader.Count() is <= MostBits and var bits ? bits : throw new StateFault("its phrases are of another size");
        _places = new Place[1 << _bits];
        _used = reader.Count();
        for (var (at, gap) = (-1, reader.Count()); gap != 0; gap = reader.Count())
        {
            at += gap;
            _places[at] = new(reader.Fixed4(), reader.Fixed4(), reader.Fixed8());
        }
    }
}
