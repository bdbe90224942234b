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
        for (var i = 0; i < Count; i++)
        {
            var cell = TermCell.Load(reader);
            _cells[Find(cell.Term, Home(cell.Term))] = cell;
        }
    }
}
