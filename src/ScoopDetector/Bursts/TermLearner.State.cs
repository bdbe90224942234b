using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class TermLearner : IStateful
{
    public void Save(StateWriter writer)
    {
        Volume.Save(writer);
        Book.Save(writer);
        Log.Save(writer, _recent.FirstInLongest);
    }

    public void Load(StateReader reader)
    {
        Volume.Load(reader);
        Book.Load(reader);
        Log.Load(reader);
    }
}
