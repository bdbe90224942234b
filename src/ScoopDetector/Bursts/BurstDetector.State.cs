using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class BurstDetector : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Signed(_begunOn ?? -1);
        writer.Count(_heardOn);
        writer.Count(_learningFrom);
        _terms.Save(writer);
        _origins.Save(writer);
        _recent.Save(writer);
        _withdrawn.Save(writer);
        foreach (var gauge in _noise)
        {
            gauge.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        _begunOn = reader.Signed() is >= 0 and var pane ? pane : null;
        _heardOn = reader.Count();
        _learningFrom = reader.Count();
        _terms.Load(reader);
        _origins.Load(reader);
        _recent.Load(reader);
        _withdrawn.Load(reader);
        foreach (var gauge in _noise)
        {
            gauge.Load(reader);
        }
    }
}
