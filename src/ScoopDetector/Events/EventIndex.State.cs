using ScoopDetector.State;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

internal sealed partial class EventIndex
{
    public void Save(StateWriter writer, Dictionary<EventFile, int> numbers)
    {
        writer.Count(_events.Count);
        foreach (var (term, files) in _events.OrderBy(entry => entry.Key.Value))
        {
            writer.Fixed(term.Value);
            writer.Count(files.Count);
            foreach (var file in files)
            {
                writer.Count(numbers[file]);
            }
        }
    }

    public void Load(StateReader reader, EventFile[] files)
    {
        for (var terms = reader.Length(); terms > 0; terms--)
        {
            var term = new TermId(reader.Fixed8());
            var events = new List<EventFile>();
            for (var count = reader.Length(); count > 0; count--)
            {
                events.Add(files[reader.Count()]);
            }
            _events[term] = events;
            _filter.Add(term);
        }
        foreach (var file in files)
        {
            _terms[file] = [.. file.Model.Keys];
        }
    }
}
