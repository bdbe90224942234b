using ScoopDetector.Bursts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Posts;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>What is kept of one event while it is followed.</summary>
internal sealed class EventFile(string id, long openedAt)
{
    private readonly Dictionary<TermId, EventTerm> _terms = [];
    private readonly Dictionary<ulong, Member> _members = [];
    private readonly HashSet<byte> _places = [];
    private readonly VoiceCounter _counter = new();

    public string Id { get; } = id;

    public long OpenedAt { get; } = openedAt;

    /// <summary>When its latest member was observed.</summary>
    public long ActiveAt { get; private set; } = openedAt;

    public int Withdrawn { get; private set; }

    /// <summary>It has been passed on in some snapshot.</summary>
    public bool WasTold { get; set; }

    public IReadOnlyDictionary<TermId, EventTerm> Terms => _terms;

    public IReadOnlyDictionary<ulong, Member> Members => _members;

    public bool Has(PostDigest post) => _members.ContainsKey(post.IdHash);

    public void Adopt(IEnumerable<Burst> bursts)
    {
        foreach (var burst in bursts)
        {
            _terms[burst.Term] = new(burst, Excess(burst), 0);
        }
    }

    public void Release(TermId term) => _terms.Remove(term);

    public void Absorb(EventFile other)
    {
        foreach (var (term, its) in other._terms)
        {
            _terms.TryAdd(term, its);
        }
        foreach (var (post, member) in other._members)
        {
            _members.TryAdd(post, member);
        }
        ActiveAt = Math.Max(ActiveAt, other.ActiveAt);
    }

    /// <summary>Takes the latest bursts of its terms, and from their voices the posts that are about the event.</summary>
    public void Refresh(LiveBursts live, int mostMembers)
    {
        foreach (var term in _terms.Keys.ToArray())
        {
            if (live[term] is { } burst)
            {
                _terms[term] = new(burst, Excess(burst), Coherence(burst));
            }
            else
            {
                _terms.Remove(term);
            }
        }
        foreach (var voice in _terms.Values.SelectMany(term => term.Burst.Voices))
        {
            if (!_members.ContainsKey(voice.Post.IdHash) && _members.Count < mostMembers && IsAbout(voice.Post, out var places))
            {
                _members[voice.Post.IdHash] = new(voice, places);
                ActiveAt = Math.Max(ActiveAt, voice.Post.ObservedAt);
            }
        }
    }

    /// <summary>Removes what was withdrawn; tells whether anything was.</summary>
    public bool Withdraw(IReadOnlyList<Withdrawal> withdrawals)
    {
        var before = _members.Count;
        foreach (var withdrawal in withdrawals)
        {
            if (withdrawal.PostId != 0)
            {
                _members.Remove(withdrawal.PostId);
            }
            else
            {
                foreach (var (post, member) in _members)
                {
                    if (member.Voice.Post.AuthorHash == withdrawal.AuthorId && member.Voice.Post.ObservedAt <= withdrawal.At)
                    {
                        _members.Remove(post);
                    }
                }
            }
        }
        Withdrawn += before - _members.Count;
        return _members.Count < before;
    }

    public CandidateEvent Snapshot(Pane pane, bool isLearning, EventPhase phase = EventPhase.Open, string? mergedInto = null)
    {
        var members = _members.Values.ToArray();
        Array.Sort(members, static (a, b) => PostDigest.InOrder(a.Voice.Post, b.Voice.Post));
        var concepts = EventConcepts.Choose(_terms, members);
        return new()
        {
            Id = Id,
            Phase = phase,
            MergedInto = mergedInto,
            Pane = pane,
            IsLearning = isLearning,
            Members = members,
            Bursts = [.. concepts.Concat(_terms.Values.Select(term => term.Burst).Except(concepts).OrderByDescending(b => b.Surprise).ThenBy(b => b.Term.Value))],
            Evidence = Weigh(members, concepts, pane.End),
            Withdrawn = Withdrawn,
        };
    }

    private EventEvidence Weigh(Member[] members, IReadOnlyList<Burst> concepts, long now)
    {
        _counter.Begin();
        var (coherent, places, eyewitnesses) = (0, 0, 0);
        foreach (var member in members)
        {
            var before = _counter.Independent;
            _counter.Add(member.Voice);
            if (_counter.Independent > before)
            {
                places += member.Places;
                coherent += member.Places >= 2 ? 1 : 0;
                eyewitnesses += Is(member, PostTraits.EyewitnessLike);
            }
        }
        var posts = Math.Max(1, members.Length);
        var independent = Math.Max(1, _counter.Independent);
        var minutes = members.Length == 0 ? 1 : Math.Max(1, (now - members[0].Voice.Post.ObservedAt) / 60_000.0);
        return new()
        {
            Posts = members.Length,
            Authors = _counter.Authors,
            Independent = _counter.Independent,
            Coherent = coherent,
            Concepts = concepts.Count,
            Density = (double)places / independent,
            Surprise = concepts.Count > 0 ? concepts.Max(burst => burst.Surprise) : 0,
            SecondSurprise = concepts.Count > 1 ? concepts.OrderByDescending(burst => burst.Surprise).ElementAt(1).Surprise : 0,
            Usual = concepts.Count > 0 ? concepts[0].Usual : 0,
            RepostShare = members.Count(member => member.Voice.IsCopy || (member.Voice.Post.Traits & PostTraits.Repost) != 0) / (double)posts,
            LinkShare = members.Sum(member => Is(member, PostTraits.Link)) / (double)posts,
            ReplyShare = members.Sum(member => Is(member, PostTraits.Reply)) / (double)posts,
            EyewitnessShare = (double)eyewitnesses / independent,
            TopOriginShare = members.Length == 0 ? 0 : members.GroupBy(member => member.Voice.Origin).Max(group => group.Count()) / (double)posts,
            PerMinute = members.Length / minutes,
        };
    }

    private static int Is(Member member, PostTraits trait) => (member.Voice.Post.Traits & trait) != 0 ? 1 : 0;

    private static double Excess(Burst burst) => burst.Independent == 0 ? 0 : Math.Clamp(1 - (burst.Usual / burst.Independent), 0, 1);

    private double Coherence(Burst burst)
    {
        var (all, coherent) = (0, 0);
        var origins = new HashSet<ulong>();
        foreach (var voice in burst.Voices)
        {
            if (origins.Add(voice.Origin))
            {
                all++;
                coherent += Places(voice.Post) >= 2 ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double)coherent / all;
    }

    private int Places(PostDigest post)
    {
        _places.Clear();
        foreach (var use in post.Terms)
        {
            if (_terms.ContainsKey(use.Term))
            {
                _places.Add(use.Place);
            }
        }
        return _places.Count;
    }

    /// <summary>A post is about the event if it uses two of its terms, or one that hardly anybody uses otherwise and most use together with others.</summary>
    private bool IsAbout(PostDigest post, out int places)
    {
        places = Places(post);
        if (places == 0)
        {
            return false;
        }
        double doubt = 1, best = 0;
        byte? last = null;
        var atPlace = 0.0;
        foreach (var use in post.Terms.Where(use => _terms.ContainsKey(use.Term)).OrderBy(use => use.Place))
        {
            var term = _terms[use.Term];
            if (use.Place != last)
            {
                doubt *= 1 - atPlace;
                (last, atPlace) = (use.Place, 0);
            }
            atPlace = Math.Max(atPlace, term.Excess * 0.8);
            best = Math.Max(best, term.Excess * term.Coherence);
        }
        doubt *= 1 - atPlace;
        return places >= 2 ? doubt <= 0.3 : best >= 0.5;
    }
}
