using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>Finds the open event that a post is about: naive Bayes, with one class for each event and one for all the rest of the stream.</summary>
/// <remarks>
/// The log-odds that a post belongs to an event are those of the event's share of all posts, plus for each thing that the post says how much likelier the event's
/// voices are to say it than the stream is. Terms that share a word are one thing, the most telling of them.
/// Hot: asked for each new voice of each burst.
/// </remarks>
internal sealed partial class EventIndex
{
    /// <summary>How much a post must say of each of two events, in bits and by different words, to be about both.</summary>
    private const double LeastApart = 6;

    /// <summary>Who says one thing of an event may well mean something else by it: taken off its log-odds, in bits.</summary>
    private const double DoubtOfOneThing = 4;

    private static readonly List<EventFile> None = [];

    private readonly Dictionary<TermId, List<EventFile>> _events = [];
    private readonly Dictionary<EventFile, TermId[]> _terms = [];
    private readonly TermFilter _filter = new();
    private readonly List<Hit> _hits = [];
    private readonly List<EventFile> _candidates = [];
    private int _filtered;

    /// <summary>The event's terms have changed, or it has ended: then it has none.</summary>
    public void Update(EventFile file)
    {
        if (_terms.Remove(file, out var before))
        {
            foreach (var term in before)
            {
                var events = _events[term];
                events.Remove(file);
                if (events.Count == 0)
                {
                    _events.Remove(term);
                }
            }
        }
        if (!file.IsOpen)
        {
            return;
        }
        _terms[file] = [.. file.Model.Keys];
        foreach (var term in file.Model.Keys)
        {
            if (!_events.TryGetValue(term, out var events))
            {
                _events[term] = events = [];
            }
            events.Add(file);
            _filter.Add(term);
        }
        if (++_filtered > 512)
        {
            _filtered = 0;
            _filter.Clear();
            foreach (var term in _events.Keys)
            {
                _filter.Add(term);
            }
        }
    }

    /// <summary>The open events that the term is characteristic of.</summary>
    public List<EventFile> With(TermId term) => _events.TryGetValue(term, out var events) ? events : None;

    /// <summary>The event that the post is most likely about, and how many of its things the post says; null if it is likelier about none.</summary>
    /// <param name="voice">The post.</param>
    /// <param name="live">The bursts of now: a term that bursts, but not in the event, speaks against it.</param>
    /// <param name="stream">How many posts the stream has had in the time in which <see cref="EventFile.Recent"/> is counted.</param>
    public (EventFile? File, int Things) Find(Voice voice, LiveBursts live, double stream)
    {
        Note(voice, live);
        var (best, said, most) = (default(EventFile), 0, 0.0);
        foreach (var file in _candidates)
        {
            var (things, bits) = Read(file);
            bits += Math.Log2((file.Recent + 1) / stream) - (things == 1 ? DoubtOfOneThing : 0);
            if (bits > most || (bits == most && best is not null && file.IsOlderThan(best)))
            {
                (best, said, most) = (file, things, bits);
            }
        }
        return (best, said);
    }

    /// <summary>The further events that the post found last is about, by other words than it is about this one.</summary>
    public IEnumerable<EventFile> Bridged(EventFile file) => _candidates.Where(other => other != file && Apart(file, other) >= LeastApart && Apart(other, file) >= LeastApart);

    /// <summary>Notes where the post says what, and which events have any of it.</summary>
    private void Note(Voice voice, LiveBursts live)
    {
        _hits.Clear();
        _candidates.Clear();
        foreach (ref readonly var use in voice.Post.Terms.AsSpan())
        {
            var burst = live[use.Term];
            var events = _filter.MayHave(use.Term) && _events.TryGetValue(use.Term, out var known) ? known : null;
            if (burst is null && events is null)
            {
                continue;
            }
            _hits.Add(new(use.Place, use.Place + (use.Term.Kind is TermKind.Bigram or TermKind.Gram ? 1 : 0), use.Term, burst?.Excess ?? 0));
            foreach (var file in events ?? None)
            {
                if (!_candidates.Contains(file))
                {
                    _candidates.Add(file);
                }
            }
        }
        _hits.Sort(static (a, b) => (a.Start, a.End, a.Term.Value).CompareTo((b.Start, b.End, b.Term.Value)));
    }

    /// <summary>How many things the post says of the event, and how much likelier it is as a post of the event than of the stream, in bits, from what it says alone.</summary>
    private (int Things, double Bits) Read(EventFile file)
    {
        // Of n voices none has used it: the next one does with probability 1 / (n + 1) (Laplace's rule of succession), and all who are new to the term do.
        var unseen = -Math.Log2(1 + Math.Min(Survey.MostVoices, file.Members.Count));
        var (things, bits, end, most) = (0, 0.0, -1, 0.0);
        foreach (var hit in _hits)
        {
            var isOwn = file.Model.TryGetValue(hit.Term, out var own);
            if (!isOwn && hit.Term.Kind == TermKind.Bigram)
            {
                continue;
            }
            own = isOwn ? own : unseen * hit.Excess;
            if (hit.Start > end)
            {
                (things, bits, most) = (things + (most > 0 ? 1 : 0), bits + most, own);
            }
            most = Math.Max(most, own);
            end = Math.Max(end, hit.End);
        }
        return (things + (most > 0 ? 1 : 0), bits + most);
    }

    /// <summary>How much the post says of one event by terms that are none of the other's, in bits.</summary>
    private double Apart(EventFile of, EventFile from)
    {
        var most = 0.0;
        foreach (var hit in _hits)
        {
            if (of.Model.TryGetValue(hit.Term, out var bits) && !from.Model.ContainsKey(hit.Term))
            {
                most = Math.Max(most, bits);
            }
        }
        return most;
    }

    private readonly record struct Hit(int Start, int End, TermId Term, double Excess);
}
