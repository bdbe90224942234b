using System.Globalization;
using ScoopDetector.Bursts;
using ScoopDetector.Stages;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>Groups bursts into events and follows each under one id: who joins it, what merges into it, when it is over.</summary>
/// <remarks>After each pane the communities around the changed bursts are matched with the known events, by the posts that they share (Fedoryszak et al., KDD 2019:
/// identity over time is what prevents duplicates).</remarks>
internal sealed class EventBook : IStage<BurstPane, CandidateEvent>
{
    private readonly EventOptions _options;
    private readonly LiveBursts _live;
    private readonly BurstGraph _graph;
    private readonly SortedDictionary<string, EventFile> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<TermId, EventFile> _owner = [];

    public EventBook(EventOptions options)
    {
        _options = options;
        _live = new(options.BurstLasts);
        _graph = new(options, _live);
    }

    public void Accept(BurstPane pane, Action<CandidateEvent> emit)
    {
        Close(pane, emit);
        var touched = new HashSet<EventFile>();
        Withdraw(pane, touched);
        _live.Accept(pane.Bursts, pane.Pane.End);
        if (pane.Bursts.Count > 0)
        {
            foreach (var community in _graph.Communities(pane.Bursts))
            {
                if (Attach(community, pane) is { } file)
                {
                    touched.Add(file);
                }
            }
        }
        var ordered = touched.OrderBy(file => file.Id, StringComparer.Ordinal).ToList();
        foreach (var file in ordered)
        {
            file.Refresh(_live, _options.MaxMembers);
        }
        foreach (var file in ordered)
        {
            if (!MergeIntoOlder(file, pane, emit))
            {
                emit(file.Snapshot(pane.Pane, pane.IsLearning));
            }
        }
    }

    private void Withdraw(BurstPane pane, HashSet<EventFile> touched)
    {
        if (pane.Withdrawals.Count == 0)
        {
            return;
        }
        foreach (var file in _open.Values)
        {
            if (file.Withdraw(pane.Withdrawals))
            {
                touched.Add(file);
            }
        }
    }

    private EventFile? Attach(List<Burst> community, BurstPane pane)
    {
        // The community as if it were an event of its own.
        var draft = new EventFile("", pane.Pane.Start);
        draft.Adopt(community);
        draft.Refresh(_live, _options.MaxMembers);
        var file = Known(community, draft);
        if (file is null)
        {
            if (draft.Members.Count < 2)
            {
                return null;
            }
            file = Open(community, pane);
        }
        file.Adopt(community);
        foreach (var burst in community)
        {
            if (_owner.TryGetValue(burst.Term, out var before) && before != file && _open.ContainsKey(before.Id))
            {
                if (before.HasCore(burst.Term))
                {
                    // What a story is about at heart is not taken from it; the other may use it too.
                    continue;
                }
                before.Release(burst.Term);
            }
            _owner[burst.Term] = file;
        }
        return file;
    }

    /// <summary>The open event that the community belongs to: the one with most of its posts, else the one that has most of its terms.</summary>
    private EventFile? Known(List<Burst> community, EventFile draft)
    {
        var (best, bestShare) = (default(EventFile), 0.0);
        foreach (var file in Neighbours(draft))
        {
            var shared = draft.Members.Values.Count(member => file.Claims(member.Voice.Post));
            var share = draft.Members.Count == 0 ? 0 : (double)shared / draft.Members.Count;
            if (share > bestShare)
            {
                (best, bestShare) = (file, share);
            }
        }
        if (bestShare >= _options.SameEvent)
        {
            return best;
        }
        var owners = community
            .Where(burst => _owner.ContainsKey(burst.Term))
            .GroupBy(burst => _owner[burst.Term])
            .Select(group => (File: group.Key, Share: group.Sum(burst => burst.Surprise) / community.Sum(burst => burst.Surprise)))
            .Where(owner => owner.Share > 0.5 && _open.ContainsKey(owner.File.Id))
            .ToList();
        return owners.Count > 0 && draft.Members.Count < 3 ? owners[0].File : null;
    }

    /// <summary>The events that own a term of the draft's posts.</summary>
    private IEnumerable<EventFile> Neighbours(EventFile draft) => draft.Members.Values
        .SelectMany(member => member.Voice.Post.Terms, (_, use) => _owner.GetValueOrDefault(use.Term))
        .OfType<EventFile>()
        .Distinct()
        .Where(file => _open.ContainsKey(file.Id))
        .OrderBy(file => file.Id, StringComparer.Ordinal);

    private EventFile Open(List<Burst> community, BurstPane pane)
    {
        var core = community.MaxBy(burst => (burst.Surprise, burst.Term.Value))!;
        var number = pane.Pane.Number().ToString("x", CultureInfo.InvariantCulture);
        var id = $"e{number}-{(uint)(core.Term.Value >> 32):x8}";
        var file = new EventFile(id, pane.Pane.Start);
        _open[id] = file;
        return file;
    }

    private bool MergeIntoOlder(EventFile file, BurstPane pane, Action<CandidateEvent> emit)
    {
        foreach (var older in _open.Values)
        {
            if (older == file || (older.OpenedAt, older.Id).CompareTo((file.OpenedAt, file.Id)) >= 0)
            {
                continue;
            }
            var shared = file.Members.Keys.Count(older.Members.ContainsKey);
            if (file.Members.Count == 0 || shared < _options.MergeEvents * Math.Min(file.Members.Count, older.Members.Count)
                || shared < _options.MergeEvents / 2 * Math.Max(file.Members.Count, older.Members.Count))
            {
                continue;
            }
            older.Absorb(file);
            foreach (var term in file.Terms.Keys)
            {
                _owner[term] = older;
            }
            _open.Remove(file.Id);
            emit(file.Snapshot(pane.Pane, pane.IsLearning, EventPhase.Merged, older.Id));
            return true;
        }
        return false;
    }

    private void Close(BurstPane pane, Action<CandidateEvent> emit)
    {
        var quiet = (long)_options.CloseAfter.TotalMilliseconds;
        if (_open.Count == 0)
        {
            return;
        }
        foreach (var file in _open.Values.Where(file => file.ActiveAt + quiet <= pane.Pane.Start).OrderBy(file => (file.ActiveAt, file.Id)).ToList())
        {
            _open.Remove(file.Id);
            foreach (var term in file.Terms.Keys)
            {
                _owner.Remove(term);
            }
            // It closes when the quiet has lasted, not when somebody next happens to look.
            emit(file.Snapshot(Pane.Of(file.ActiveAt + quiet, pane.Pane.Width), pane.IsLearning, EventPhase.Closed));
        }
    }
}
