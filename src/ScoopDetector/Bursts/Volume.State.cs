using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class Volume : IStateful
{
    public void Save(StateWriter writer)
    {
        // From where the longest window begins: what was before is only not tidied away yet.
        var from = _first[^1];
        writer.Count(_panes.Count - from);
        for (var i = from; i < _panes.Count; i++)
        {
            writer.Count(_panes[i].Pane);
            writer.Counts(_panes[i].Posts);
        }
        foreach (var first in _first)
        {
            writer.Count(first - from);
        }
        writer.Counts(_inWindow);
        writer.Exact(_remembered);
        writer.Exact(_perUse);
        writer.Count(_updatedOn);
    }

    public void Load(StateReader reader)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            var (pane, posts) = (reader.Count(), new int[Scripts]);
            reader.Counts(posts);
            _panes.Add((pane, posts));
        }
        for (var window = 0; window < _first.Length; window++)
        {
            _first[window] = reader.Count();
        }
        reader.Counts(_inWindow);
        reader.Exact(_remembered);
        reader.Exact(_perUse);
        _updatedOn = reader.Count();
    }
}
