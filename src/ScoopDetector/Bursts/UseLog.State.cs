using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class UseLog
{
    /// <param name="writer">Where to.</param>
    /// <param name="needed">As in <see cref="Add"/>: what lies before all that is needed is left out.</param>
    public void Save(StateWriter writer, uint needed)
    {
        var first = _oldest;
        while (first != _next && (int)(_ring[first & (uint)(_ring.Length - 1)].Post - needed) < 0)
        {
            first++;
        }
        writer.Count(_ring.Length);
        writer.Fixed(first);
        writer.Count((int)(_next - first));
        for (var number = first; number != _next; number++)
        {
            ref readonly var use = ref _ring[number & (uint)(_ring.Length - 1)];
            writer.Number(use.Post);
            writer.Number(use.Back);
            writer.Exact(use.Taught);
        }
    }

    public void Load(StateReader reader)
    {
        var size = reader.Count();
        _ring = int.IsPow2(size) && size <= Math.Max(most, _ring.Length) ? new Use[size] : throw new StateFault("its log of uses is of another size");
        _oldest = _next = reader.Fixed4();
        for (var count = reader.Length(); count > 0; count--)
        {
            _ring[_next++ & (uint)(_ring.Length - 1)] = new((uint)reader.Number(), (uint)reader.Number(), reader.Single());
        }
    }
}
