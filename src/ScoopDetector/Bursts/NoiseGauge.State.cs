using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal sealed partial class NoiseGauge : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Exact(_above);
        writer.Exact(_uses);
        writer.Exact(_settledAt);
        writer.Flag(_isStale);
        writer.Exact(Level);
    }

    public void Load(StateReader reader)
    {
        reader.Exact(_above);
        _uses = reader.Double();
        _settledAt = reader.Double();
        _isStale = reader.Flag();
        Level = reader.Double();
    }
}
