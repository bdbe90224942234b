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
    private readonly TermFilter _filter = new();
    private readonly Thing[] _things = new Thing[byte.MaxValue + 2];
    private readonly VoiceCounter _counter = new();
    private readonly HashSet<TermId> _changed = [];
    private readonly HashSet<ulong> _origins = [];
    private readonly HashSet<TermId> _core = [];
    private readonly Dictionary<TermId, int> _uses = [];

    public string Id { get; } = id;

    public long OpenedAt { get; } = openedAt;

    /// <summary>When its latest member was observed.</summary>
    public long ActiveAt { get; private set; } = openedAt;

    public int Withdrawn { get; private set; }



    public IReadOnlyDictionary<TermId, EventTerm> Terms => _terms;

    public IReadOnlyDictionary<ulong, Member> Members => _members;

    /// <summary>The post is a member, or would be if it came now, or speaks of what the event is about at heart.</summary>
    public bool Claims(PostDigest post) => _members.ContainsKey(post.IdHash) || IsAbout(post, out _) || HasCoreTerm(post);

    /// <summary>A core term is used by a good part of the event's members and by hardly anybody else: whoever speaks of a detail of the story uses it.</summary>
    private bool HasCoreTerm(PostDigest post)
    {
        foreach (var use in post.Terms)
        {
            if (_filter.MayHave(use.Term) && _core.Contains(use.Term))
            {
                return true;
            }
        }
        return false;
    }

    public bool HasCore(TermId term) => _core.Contains(term);

    private void FindCore()
    {
        const double Widely = 0.2;
        const double Exclusive = 0.85;
        _core.Clear();
        _uses.Clear();
        foreach (var member in _members.Values)
        {
            foreach (var use in member.Voice.Post.Terms)
            {
                if (_filter.MayHave(use.Term) && _terms.TryGetValue(use.Term, out var term) && term.Excess >= Exclusive)
                {
                    _uses[use.Term] = _uses.GetValueOrDefault(use.Term) + 1;
                }
            }
        }
        foreach (var (term, uses) in _uses)
        {
            if (uses >= Math.Max(3, Widely * _members.Count))
            {
                _core.Add(term);
            }
        }
    }

    public void Adopt(IEnumerable<Burst> bursts)
    {
        foreach (var burst in bursts)
        {
            if (!_terms.TryGetValue(burst.Term, out var before) || before.Burst != burst)
            {
                _terms[burst.Term] = new(burst, Excess(burst), before.Coherence);
                _filter.Add(burst.Term);
                _changed.Add(burst.Term);
            }
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
        foreach (var term in _terms.Keys)
        {
            if (live[term] is not { } burst)
            {
                _terms.Remove(term);
                _changed.Remove(term);
            }
            else if (burst != _terms[term].Burst)
            {
                _terms[term] = _terms[term] with { Burst = burst, Excess = Excess(burst) };
                _changed.Add(term);
            }
        }
        foreach (var term in _changed)
        {
            _terms[term] = _terms[term] with { Coherence = Coherence(_terms[term].Burst) };
        }
        foreach (var voice in _changed.SelectMany(term => _terms[term].Burst.Voices))
        {
            if (!_members.ContainsKey(voice.Post.IdHash) && IsAbout(voice.Post, out var things))
            {
                _members[voice.Post.IdHash] = new(voice, things);
                ActiveAt = Math.Max(ActiveAt, voice.Post.ObservedAt);
            }
        }
        _changed.Clear();
        if (_members.Count > mostMembers * 5 / 4)
        {
            Thin(mostMembers);
        }
        FindCore();
    }

    /// <summary>Keeps the earliest quarter, which tells how it began, and the latest, which tell how it goes on.</summary>
    private void Thin(int most)
    {
        var ordered = _members.Values.OrderBy(member => member.Voice.Post, Comparer<PostDigest>.Create(PostDigest.InOrder)).ToList();
        foreach (var member in ordered.Skip(most / 4).SkipLast(most - (most / 4)))
        {
            _members.Remove(member.Voice.Post.IdHash);
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
            Surprise = _terms.Count > 0 ? _terms.Values.Max(term => term.Burst.Surprise) : 0,
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
        var coherent = 0;
        _origins.Clear();
        foreach (var voice in burst.Voices)
        {
            if (_origins.Add(voice.Origin) && Things(voice.Post).Length >= 2)
            {
                coherent++;
            }
        }
        return _origins.Count == 0 ? 0 : (double)coherent / _origins.Count;
    }

    /// <summary>A post is about the event if it says two things of it, or one that hardly anybody says otherwise and most say together with others.</summary>
    private bool IsAbout(PostDigest post, out int places)
    {
        var things = Things(post);
        places = things.Length;
        double doubt = 1, best = 0;
        foreach (var thing in things)
        {
            doubt *= 1 - (0.8 * thing.Excess);
            best = Math.Max(best, thing.Telling);
        }
        return places >= 2 ? doubt <= 0.3 : best >= 0.5;
    }

    /// <summary>The different things of the event that the post says.</summary>
    /// <remarks>Terms that share a word are one thing: a hashtag and its parts, a name in two words, a phrase that several bigrams cover.
    /// Hot: runs for each voice of each term that changed.</remarks>
    private ReadOnlySpan<Thing> Things(PostDigest post)
    {
        var count = 0;
        foreach (var use in post.Terms)
        {
            if (_filter.MayHave(use.Term) && _terms.TryGetValue(use.Term, out var term))
            {
                var end = use.Place + (use.Term.Kind is TermKind.Bigram or TermKind.Gram ? 1 : 0);
                _things[count++] = new(use.Place, end, term.Excess, term.Excess * term.Coherence);
            }
        }
        return Join(_things.AsSpan(0, count));
    }

    private static Span<Thing> Join(Span<Thing> things)
    {
        if (things.Length < 2)
        {
            return things;
        }
        things.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var last = 0;
        for (var i = 1; i < things.Length; i++)
        {
            var next = things[i];
            ref var before = ref things[last];
            if (next.Start <= before.End)
            {
                before = new(before.Start, Math.Max(before.End, next.End), Math.Max(before.Excess, next.Excess), Math.Max(before.Telling, next.Telling));
            }
            else
            {
                things[++last] = next;
            }
        }
        return things[..(last + 1)];
    }

    private readonly record struct Thing(int Start, int End, double Excess, double Telling);
}
