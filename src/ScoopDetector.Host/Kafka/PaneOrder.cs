using ScoopDetector.Bursts;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>Lets each pane through once: while one scorer takes over from another, both may tell the same panes for a moment.</summary>
internal sealed class PaneOrder : IStateful
{
    private long _end = long.MinValue;

    /// <summary>Whether it was not seen yet; it is from now on.</summary>
    public bool IsNext(BurstPane pane)
    {
        var isNext = pane.Pane.End > _end;
        _end = Math.Max(_end, pane.Pane.End);
        return isNext;
    }

    public void Save(StateWriter writer) => writer.Signed(_end);

    public void Load(StateReader reader) => _end = reader.Signed();
}
