using System.Globalization;
using ScoopDetector.Bursts;
using ScoopDetector.Stages;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>Groups bursts into events and follows each under one id: who joins it, what merges into it, when it is over.</summary>
/// <remarks>After each pane the communities around the bursts that were told are matched with the known events, by what they say and by the posts that they share:
/// identity over time is what prevents duplicates (Fedoryszak et al., KDD 2019). A community takes into an event the posts that are about the community itself, never
/// all that touches any word of the event: a large event would swallow every other.</remarks>
internal sealed class EventBook : IStage<BurstPane, CandidateEvent>
{
    /// <summary>The posts of a burst are at most so much older than the burst.</summary>
    private static readonly TimeSpan MostWindow = TimeSpan.FromHours(6);

    private static readonly Comparer<EventFile> ById = Comparer<EventFile>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id));

    private readonly EventOptions _options;
    private readonly LiveBursts _live;
    private readonly BurstGraph _graph;
    private readonly Draft _draft;
    private readonly WithdrawnPosts _withdrawn = new();
    private readonly Survey _survey = new();
    private readonly SortedDictionary<string, EventFile> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<TermId, EventFile> _owner = [];
    private readonly List<(EventFile File, double Alike)> _known = [];
    private readonly HashSet<EventFile> _found = [];
    private long _nextClose = long.MinValue;

    public EventBook(EventOptions options)
    {
        _options = options;
        _live = new(options.BurstLasts);
        _draft = new(_live, _withdrawn);
        _graph = new(options, _live);
    }

    public void Accept(BurstPane pane, Action<CandidateEvent> emit)
    {
        Close(pane, emit);
        _live.MoveTo(pane.Pane.End);
        if (pane.Bursts.Count == 0 && pane.Withdrawals.Count == 0)
        {
            return;
        }
        var touched = new SortedSet<EventFile>(ById);
        Withdraw(pane, touched);
        if (pane.Bursts.Count > 0)
        {
            foreach (var community in _graph.Tell(pane.Bursts))
            {
                if (Attach(community, pane, emit) is { HasGrown: true } file)
                {
                    touched.Add(file);
                }
            }
        }
        foreach (var file in touched)
        {
            if (_open.ContainsKey(file.Id))
            {
                emit(file.Snapshot(_survey, pane.Pane));
            }
        }
    }

    private void Withdraw(BurstPane pane, SortedSet<EventFile> touched)
    {
        if (pane.Withdrawals.Count == 0)
        {
            return;
        }
        _withdrawn.Add(pane.Withdrawals);
        _withdrawn.ForgetBefore(pane.Pane.Start - (long)(_options.BurstLasts + MostWindow).TotalMilliseconds);
        foreach (var file in _open.Values)
        {
            if (file.Withdraw(pane.Withdrawals))
            {
                touched.Add(file);
            }
        }
    }

    private EventFile? Attach(List<LiveBurst> community, BurstPane pane, Action<CandidateEvent> emit)
    {
        _draft.Make(community);
        FindKnown();
        if (MostAlike() is not { } file)
        {
            if (_draft.Members.Count < 2)
            {
                return null;
            }
            file = Open(pane);
        }
        file.Adopt(_draft, _survey, _options, pane.Pane.End);
        foreach (var live in community)
        {
            _owner[live.Term] = file;
        }
        foreach (var (other, alike) in _known)
        {
            if (other == file || !_open.ContainsKey(other.Id))
            {
                continue;
            }
            if (file.Likeness(other) >= _options.MergeWords)
            {
                file = Merge(file, other, pane, emit);
            }
            else if (other.IsOlderThan(file))
            {
                file.Kinship = Math.Max(file.Kinship, alike);
            }
        }
        return file;
    }

    /// <summary>The open event that the draft belongs to; null if it is none of those known.</summary>
    private EventFile? MostAlike()
    {
        var (best, most) = (default(EventFile), 1.0);
        foreach (var (file, alike) in _known)
        {
            var how = Math.Max(alike / _options.SameWords, file.Shared(_draft) / _options.SamePosts);
            if (how >= most)
            {
                (best, most) = (file, how);
            }
        }
        return best;
    }

    /// <summary>The open events that had one of the draft's words last, by id, each with how alike it is.</summary>
    private void FindKnown()
    {
        _known.Clear();
        _found.Clear();
        foreach (var term in _draft.Words.Terms)
        {
            if (_owner.TryGetValue(term, out var file) && _open.ContainsKey(file.Id) && _found.Add(file))
            {
                var (atFirst, now) = file.Likeness(_draft);
                _known.Add((file, Math.Max(atFirst, now * _options.SameWords / _options.SameWordsNow)));
            }
        }
        _known.Sort(static (a, b) => string.CompareOrdinal(a.File.Id, b.File.Id));
    }

    private EventFile Open(BurstPane pane)
    {
        var (core, most) = (default(Burst), double.MinValue);
        foreach (ref readonly var term in _draft.Terms)
        {
            if (term.Burst.Surprise > most)
            {
                (core, most) = (term.Burst, term.Burst.Surprise);
            }
        }
        var number = pane.Pane.Number().ToString("x", CultureInfo.InvariantCulture);
        var id = $"e{number}-{(uint)(core!.Term.Value >> 32):x8}";
        var file = new EventFile(id, pane.Pane.Start);
        _open[id] = file;
        return file;
    }

    /// <summary>The younger of two events goes into the older, which is returned.</summary>
    private EventFile Merge(EventFile a, EventFile b, BurstPane pane, Action<CandidateEvent> emit)
    {
        var (older, younger) = a.IsOlderThan(b) ? (a, b) : (b, a);
        emit(younger.Snapshot(_survey, pane.Pane, EventPhase.Merged, older.Id));
        older.Absorb(younger, _survey, _options, pane.Pane.End);
        foreach (var term in younger.Terms.Keys)
        {
            _owner[term] = older;
        }
        _open.Remove(younger.Id);
        return older;
    }

    private void Close(BurstPane pane, Action<CandidateEvent> emit)
    {
        if (pane.Pane.Start < _nextClose)
        {
            return;
        }
        var quiet = (long)_options.CloseAfter.TotalMilliseconds;
        foreach (var file in _open.Values.Where(file => file.ActiveAt + quiet <= pane.Pane.Start).OrderBy(file => file.ActiveAt).ThenBy(file => file.Id, StringComparer.Ordinal).ToList())
        {
            _open.Remove(file.Id);
            // It closes when the quiet has lasted, not when somebody next happens to look.
            emit(file.Snapshot(_survey, Pane.Of(file.ActiveAt + quiet, pane.Pane.Width), EventPhase.Closed));
        }
        foreach (var (term, file) in _owner)
        {
            if (!_open.ContainsKey(file.Id))
            {
                _owner.Remove(term);
            }
        }
        // Members only put it off, and whoever is new may stay for as long.
        _nextClose = _open.Count == 0 ? pane.Pane.Start + quiet : Math.Min(pane.Pane.Start, _open.Values.Min(file => file.ActiveAt)) + quiet;
    }
}
