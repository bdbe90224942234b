using ScoopDetector.State;

namespace ScoopDetector.Events;

internal sealed partial class EventFile
{
    /// <summary>All but what links it to others: see <see cref="SaveBridges"/>.</summary>
    public void Save(StateWriter writer)
    {
        writer.Text(Id);
        writer.Signed(OpenedAt);
        writer.Text(SplitFrom ?? "");
        writer.Count(Released);
        writer.Flag(IsToBeSearched);
        writer.Count(Withdrawn);
        writer.Count(Recent);
        writer.Count(Joined);
        writer.Count(_snapped);
        writer.Flag(_hasLost);
        writer.Flag(_isFounded);
        _latest.Save(writer);
        _founding.Save(writer);
        _attendance.Save(writer);
        writer.Count(_terms.Count);
        foreach (var term in _terms.Values)
        {
            writer.Burst(term.Burst);
            writer.Exact(term.Excess);
        }
        writer.Count(_model.Count);
        foreach (var (term, bits) in _model)
        {
            writer.Fixed(term.Value);
            writer.Exact(bits);
        }
        writer.Count(_members.Count);
        foreach (var member in _members)
        {
            writer.Voice(member.Voice);
            writer.Count(member.Things);
        }
    }

    public static EventFile Load(StateReader reader, EventOptions options)
    {
        var file = new EventFile(reader.Text(), reader.Signed(), options)
        {
            SplitFrom = reader.Text() is { Length: > 0 } from ? from : null,
            Released = reader.Count(),
            IsToBeSearched = reader.Flag(),
            Withdrawn = reader.Count(),
            Recent = reader.Count(),
            Joined = reader.Count(),
        };
        (file._snapped, file._hasLost, file._isFounded) = (reader.Count(), reader.Flag(), reader.Flag());
        file._latest.Load(reader);
        file._founding.Load(reader);
        file._attendance.Load(reader);
        for (var count = reader.Length(); count > 0; count--)
        {
            var burst = reader.Burst();
            file._terms[burst.Term] = new(burst, reader.Double());
        }
        for (var count = reader.Length(); count > 0; count--)
        {
            file._model[new(reader.Fixed8())] = reader.Double();
        }
        for (var count = reader.Length(); count > 0; count--)
        {
            file._members.Add(new(reader.Voice(), reader.Count()));
        }
        return file;
    }

    public void SaveBridges(StateWriter writer, Dictionary<EventFile, int> numbers)
    {
        writer.Count(_bridges.Count);
        foreach (var (number, origins) in _bridges.Select(bridge => (Number: numbers[bridge.Key], bridge.Value)).OrderBy(bridge => bridge.Number))
        {
            writer.Count(number);
            writer.Count(origins.Count);
            foreach (var origin in origins.Order())
            {
                writer.Fixed(origin);
            }
        }
    }

    public void LoadBridges(StateReader reader, EventFile[] files)
    {
        for (var others = reader.Length(); others > 0; others--)
        {
            var other = files[reader.Count()];
            for (var count = reader.Length(); count > 0; count--)
            {
                Bridge(other, reader.Fixed8());
            }
        }
    }
}
