using ScoopDetector.State;

namespace ScoopDetector.Events;

internal sealed partial class Attendance : IStateful
{
    public void Save(StateWriter writer)
    {
        writer.Count(minutes);
        writer.Counts(_joined);
        writer.Signed(_end);
        writer.Count(Lately);
        writer.Count(Most);
    }

    public void Load(StateReader reader)
    {
        if (reader.Count() != minutes)
        {
            throw new StateFault("its events are followed for another time");
        }
        reader.Counts(_joined);
        _end = reader.Signed();
        Lately = reader.Count();
        Most = reader.Count();
    }
}
