using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class TermBook : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Count(_bits);
        writer.Count(Count);
        var cells = _cells.All;
        // From a gap on: put in again in this order, each cell comes to lie where it lay.
        var start = 0;
        while (cells[start].Term != 0)
        {
            start++;
        }
        for (var step = 1; step < cells.Length; step++)
        {
            ref readonly var cell = ref cells[(start + step) & (cells.Length - 1)];
            if (cell.Term != 0)
            {
                cell.Save(writer);
            }
        }
    }

    public void Load(StateReader reader)
    {
        _bits = reader.Count() is >= LeastBits and <= 30 and var bits ? bits : throw new StateFault("its terms are of another size");
        _cells = new(1 << _bits);
        Count = reader.Length();
        Span<TermCell> some = new TermCell[Together];
        for (var rest = Count; rest > 0; rest -= some.Length)
        {
            some = some[..Math.Min(some.Length, rest)];
            var read = 0ul;
            foreach (ref var cell in some)
            {
                cell = TermCell.Load(reader);
                read += _cells[Home(cell.Term)].Term;
            }
            _read = read;
            foreach (ref readonly var cell in some)
            {
                _cells[Find(cell.Term, Home(cell.Term))] = cell;
            }
        }
    }
}
