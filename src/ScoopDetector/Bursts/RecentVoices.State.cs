using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class RecentVoices : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Count(_ring.Length);
        writer.Signed(KnownFrom);
        writer.Fixed(_oldest);
        writer.Count((int)(Next - _oldest));
        for (var number = _oldest; number != Next; number++)
        {
            writer.Voice(this[number]);
        }
        foreach (var first in _first)
        {
            writer.Fixed(first);
        }
    }

    public void Load(StateReader reader)
    {
        var size = reader.Count();
        _ring = int.IsPow2(size) && size <= Math.Max(most, _ring.Length) ? new Voice?[size] : throw new StateFault("its posts are more than are kept now");
        KnownFrom = reader.Signed();
        _oldest = Next = reader.Fixed4();
        for (var count = reader.Length(); count > 0; count--)
        {
            _ring[Next++ & (uint)(size - 1)] = reader.Voice();
        }
        for (var window = 0; window < _first.Length; window++)
        {
            _first[window] = reader.Fixed4();
        }
    }
}
