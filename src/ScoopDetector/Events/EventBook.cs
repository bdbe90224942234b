using System.Globalization;
using ScoopDetector.Bursts;
using ScoopDetector.Stages;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>Groups bursts into events and follows each under one id: who joins it, what merges into it, when it is over.</summary>
/// <remarks>
/// After each pane the new voices of the bursts go to the open events that they are about; what these explain is taken off the bursts. If what is left of a burst is one still,
/// something new has begun: the communities of such bursts are new events, unless they say what a known one says. Identity over time is what prevents duplicates
/// (Fedoryszak et al., KDD 2019), and explaining away is what keeps a large event from swallowing its neighbours.
/// </remarks>
internal sealed partial class EventBook : IStage<BurstPane, CandidateEvent>
{
    /// <summary>Until the stream has had many more posts than these, hardly any post is likely to be about a given event.</summary>
    private const int PriorPosts = 1000;

    /// <summary>Fewer voices in common may be chance.</summary>
    private const int LeastVoices = 3;

    /// <summary>One post that speaks of two events may compare them.</summary>
    private const int LeastBridges = 2;

    private static readonly Comparer<EventFile> ById = Comparer<EventFile>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id));

    private readonly EventOptions _options;
    private readonly Holdings _holdings;
    private readonly LiveBursts _live;
    private readonly BurstGraph _graph;
    private readonly Draft _draft;
    private readonly Offshoot _offshoot;
    private readonly Placement _placement = new(BurstOptions.LongestWindow);
    private readonly EventIndex _index = new();
    private readonly WithdrawnPosts _withdrawn = new();
    private readonly Survey _survey = new();
    private readonly SortedDictionary<string, EventFile> _open = new(StringComparer.Ordinal);
    private readonly SortedSet<EventFile> _touched = new(ById);
    private readonly List<EventFile> _others = [];
    private readonly List<EventFile> _over = [];
    private readonly List<LiveBurst> _told = [];
    private readonly HashSet<ulong> _read = [];
    private readonly Dictionary<EventFile, (int Posts, double Share)> _shares = [];
    private readonly Queue<(long At, int Posts)> _volume = new();
    private long _posts;
    private long _checked;
    private long _searched;

    public EventBook(EventOptions options, BurstOptions bursts, Holdings? holdings = null)
    {
        _options = options;
        _holdings = holdings ?? new();
        _live = new(options.BurstLasts);
        _offshoot = new(options, _live);
        _draft = new(_live, _withdrawn, _placement);
        _graph = new(options, bursts, _live, _placement);
    }

    public void Accept(BurstPane pane, Action<CandidateEvent> emit)
    {
        Close(pane, emit);
        MoveTo(pane);
        if (pane.Bursts.Count > 0 || pane.Withdrawals.Count > 0)
        {
            Take(pane, emit);
        }
        _holdings.OpenEvents = _open.Count;
    }

    private void Take(BurstPane pane, Action<CandidateEvent> emit)
    {
        _touched.Clear();
        Withdraw(pane);
        _told.Clear();
        foreach (var burst in pane.Bursts)
        {
            _told.Add(_live.Tell(burst));
        }
        Follow(pane);
        foreach (var file in _touched)
        {
            Learn(file, pane);
        }
        SplitAll(pane);
        foreach (var community in _graph.Communities(_told, pane.Pane.End))
        {
            Begin(community, pane);
        }
        foreach (var file in _touched.ToList())
        {
            MergeAlike(file, pane, emit);
        }
        foreach (var file in _touched.Where(file => file.IsOpen && file.HasChanged))
        {
            emit(file.Snapshot(_survey, pane.Pane) with { Akin = Akin(file) });
        }
    }

    private void MoveTo(BurstPane pane)
    {
        _live.MoveTo(pane.Pane.End);
        _placement.MoveTo(pane.Pane.End);
        _volume.Enqueue((pane.Pane.End, pane.Posts));
        _posts += pane.Posts;
        while (_volume.Peek().At <= pane.Pane.End - EventFile.Lately)
        {
            _posts -= _volume.Dequeue().Posts;
        }
    }

    private void Withdraw(BurstPane pane)
    {
        if (pane.Withdrawals.Count == 0)
        {
            return;
        }
        _withdrawn.Add(pane.Withdrawals);
        _withdrawn.ForgetBefore(pane.Pane.Start - (long)(_options.BurstLasts + BurstOptions.LongestWindow).TotalMilliseconds);
        foreach (var withdrawal in pane.Withdrawals)
        {
            // A post is where it was put lately. Where nothing is known of it, or all that somebody said is withdrawn, it may be anywhere.
            IEnumerable<EventFile> files = withdrawal.PostId != 0 && _placement[withdrawal.PostId] is { IsOpen: true } own ? [own] : _open.Values;
            foreach (var file in files.Where(file => file.Withdraw(withdrawal)))
            {
                _touched.Add(file);
            }
        }
    }

    /// <summary>Gives the free voices of the bursts to the events that they are about.</summary>
    private void Follow(BurstPane pane)
    {
        if (_open.Count == 0)
        {
            return;
        }
        foreach (var file in _open.Values)
        {
            file.MoveTo(pane.Pane.End);
        }
        _read.Clear();
        foreach (var burst in pane.Bursts)
        {
            foreach (var voice in burst.Voices)
            {
                if (_placement.IsFree(voice) && _read.Add(voice.Post.IdHash) && !_withdrawn.Contains(voice.Post))
                {
                    Follow(voice, pane);
                }
            }
        }
    }

    private void Follow(Voice voice, BurstPane pane)
    {
        var (file, things) = _index.Find(voice, _live, _posts + PriorPosts);
        if (file is not null)
        {
            foreach (var other in _index.Bridged(file))
            {
                file.Bridge(other, voice.Origin);
                other.Bridge(file, voice.Origin);
            }
        }
        else if (voice.IsCopy && _placement[voice.Origin] is { IsOpen: true } own)
        {
            (file, things) = (own, 1);
        }
        if (file is not null)
        {
            Take(file, new(voice, things), pane);
        }
    }

    private void Take(EventFile file, Member member, BurstPane pane)
    {
        file.Add(member, pane.Pane.End);
        _placement.Put(member.Voice, file, pane.Pane.End);
        _touched.Add(file);
    }

    private void Learn(EventFile file, BurstPane pane)
    {
        file.MoveTo(pane.Pane.End);
        file.Learn(_survey, _live);
        _index.Update(file);
    }

    private void Begin(List<LiveBurst> community, BurstPane pane)
    {
        _draft.Make(community, pane.Pane.End);
        if (_draft.Members.Count < 2)
        {
            return;
        }
        var file = MostAlike() ?? Sharer() ?? Open(pane);
        foreach (var member in _draft.Members)
        {
            Take(file, member, pane);
        }
        Learn(file, pane);
    }

    /// <summary>The open event that says what the draft says; null if none does.</summary>
    private EventFile? MostAlike()
    {
        var (best, most) = (default(EventFile), 1.0);
        foreach (var file in _draft.Words.Terms.SelectMany(_index.With).Distinct())
        {
            var (atFirst, now) = file.Likeness(_draft);
            var alike = Math.Max(atFirst / _options.SameWords, now / _options.SameWordsNow);
            if (alike > most || (alike == most && (best is null || file.IsOlderThan(best))))
            {
                (best, most) = (file, alike);
            }
        }
        return best;
    }

    /// <summary>The open event that a good part of the voices of the draft's bursts belongs to, by the mean over the bursts; null if there is none.</summary>
    private EventFile? Sharer()
    {
        _shares.Clear();
        foreach (ref readonly var term in _draft.Terms)
        {
            foreach (var voice in term.Burst.Voices)
            {
                if (_placement[voice.Post.IdHash] is { IsOpen: true } file)
                {
                    var (posts, share) = _shares.GetValueOrDefault(file);
                    _shares[file] = (posts + 1, share + (1.0 / (term.Burst.Voices.Length * _draft.Terms.Length)));
                }
            }
        }
        var (best, most) = (default(EventFile), _options.SharedBurst);
        foreach (var (file, (posts, share)) in _shares)
        {
            if (posts >= LeastVoices && (share > most || (share == most && (best is null || file.IsOlderThan(best)))))
            {
                (best, most) = (file, share);
            }
        }
        return best;
    }

    /// <summary>Once a minute each event that anybody has joined is searched for what has begun in it.</summary>
    private void SplitAll(BurstPane pane)
    {
        var minute = pane.Pane.End / 60_000;
        if (minute == _searched)
        {
            return;
        }
        _searched = minute;
        foreach (var file in _open.Values.Where(file => file.IsToBeSearched).ToList())
        {
            file.Search();
            Split(file, pane);
        }
    }

    /// <summary>What has begun inside an event goes into one of its own, or into the one that says the same.</summary>
    private void Split(EventFile file, BurstPane pane)
    {
        if (!_offshoot.IsIn(file.Members, pane.Pane.End))
        {
            return;
        }
        file.Release(_offshoot.Members);
        _touched.Add(file);
        Learn(file, pane);
        var own = _open.Values.Where(other => other != file && other.Likeness(_offshoot.Words) >= _options.SameWordsNow).MaxBy(other => other.Likeness(_offshoot.Words))
            ?? Open(_offshoot.Core, pane, splitFrom: file);
        foreach (var member in _offshoot.Members)
        {
            Take(own, member, pane);
        }
        Learn(own, pane);
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
        return Open(core!.Term, pane);
    }

    /// <summary>A new event; what begins in one pane by one term is one.</summary>
    private EventFile Open(TermId core, BurstPane pane, EventFile? splitFrom = null)
    {
        var number = pane.Pane.Number().ToString("x", CultureInfo.InvariantCulture);
        var id = $"e{number}-{(uint)(core.Value >> 32):x8}";
        if (!_open.TryGetValue(id, out var file))
        {
            _open[id] = file = new(id, pane.Pane.Start, _options) { SplitFrom = splitFrom?.Id };
        }
        return file;
    }

    /// <summary>Merges events that say the same, and such as share posts that are about both.</summary>
    private void MergeAlike(EventFile file, BurstPane pane, Action<CandidateEvent> emit)
    {
        if (!file.IsOpen)
        {
            return;
        }
        GatherOthers(file);
        foreach (var other in _others)
        {
            if (other != file && other.IsOpen && AreOne(file, other))
            {
                file = Merge(file, other, pane, emit);
            }
        }
    }

    /// <summary>The events that share a term or a post with this one, by their ids.</summary>
    private void GatherOthers(EventFile file)
    {
        _others.Clear();
        foreach (var term in file.Model.Keys)
        {
            foreach (var other in _index.With(term))
            {
                NoteOther(other, file);
            }
        }
        foreach (var other in file.Bridged)
        {
            NoteOther(other, file);
        }
        if (_others.Count > 1)
        {
            _others.Sort(ById);
        }
    }

    private void NoteOther(EventFile other, EventFile file)
    {
        if (other != file && !_others.Contains(other))
        {
            _others.Add(other);
        }
    }

    private string[] Akin(EventFile file)
    {
        GatherOthers(file);
        return [.. _others.Where(other => file.Likeness(other) >= _options.AkinWords || file.Bridges(other) >= LeastBridges).Select(other => other.Id)];
    }

    private bool AreOne(EventFile a, EventFile b) =>
        a.Likeness(b) >= _options.MergeWords
        || (!a.HasPartedFrom(b) && a.Likeness(b) >= _options.BridgeWords && a.Bridges(b) >= Math.Max(LeastBridges, _options.BridgeShare * Math.Min(a.Joined, b.Joined)));

    /// <summary>The younger of two events goes into the older, which is returned.</summary>
    private EventFile Merge(EventFile a, EventFile b, BurstPane pane, Action<CandidateEvent> emit)
    {
        var (older, younger) = a.IsOlderThan(b) ? (a, b) : (b, a);
        emit(younger.Snapshot(_survey, pane.Pane, EventPhase.Merged, older.Id));
        foreach (var member in younger.Members)
        {
            _placement.Put(member.Voice, older, pane.Pane.End);
        }
        older.Absorb(younger);
        End(younger);
        Learn(older, pane);
        _touched.Add(older);
        return older;
    }

    /// <summary>Closes what is over, at the full minute at which it is, not when somebody next happens to look.</summary>
    private void Close(BurstPane pane, Action<CandidateEvent> emit)
    {
        var now = pane.Pane.Start / 60_000;
        for (; _checked < now && _open.Count > 0; _checked++)
        {
            _over.Clear();
            foreach (var file in _open.Values)
            {
                if (file.IsOver(_checked + 1))
                {
                    _over.Add(file);
                }
            }
            foreach (var file in _over)
            {
                emit(file.Snapshot(_survey, Pane.Of((_checked + 1) * 60_000, pane.Pane.Width), EventPhase.Closed));
                End(file);
            }
        }
        _checked = now;
    }

    private void End(EventFile file)
    {
        file.End();
        _index.Update(file);
        _open.Remove(file.Id);
    }
}
