using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>What is kept of one event while it is followed.</summary>
internal sealed class EventFile(string id, long openedAt)
{
    private readonly Dictionary<TermId, EventTerm> _terms = [];
    private readonly List<Member> _members = [];
    private readonly HashSet<ulong> _posts = [];
    private const int Founders = 12;

    // What its latest voices say, and what the first did.
    private readonly WordProfile _latest = new();
    private readonly WordProfile _founding = new();
    private bool _isFounded;
    private int _snapped;

    public string Id { get; } = id;

    public long OpenedAt { get; } = openedAt;

    /// <summary>When its latest member was observed.</summary>
    public long ActiveAt { get; private set; } = openedAt;

    public int Withdrawn { get; private set; }

    /// <summary>How alike it has been to the most alike of the older events, 0 to 1.</summary>
    public double Kinship { get; set; }

    public IReadOnlyDictionary<TermId, EventTerm> Terms => _terms;

    /// <summary>It has grown enough since the last snapshot to be looked at anew: by one while it is small, by an eighth later.</summary>
    public bool HasGrown => _members.Count >= _snapped + Math.Max(1, _snapped / 8);

    public bool IsOlderThan(EventFile other) => (OpenedAt, Id).CompareTo((other.OpenedAt, other.Id)) < 0;

    /// <summary>How alike the words of the draft are to those of the event as it was when it began, and as it is now: cosines, 0 to 1.</summary>
    public (double AtFirst, double Now) Likeness(Draft draft) => (_founding.Cosine(draft.Words), _latest.Cosine(draft.Words));

    /// <summary>How alike two events are by what they say now.</summary>
    public double Likeness(EventFile other) => _latest.Cosine(other._latest);

    /// <summary>The share of the draft's posts that belong to the event.</summary>
    public double Shared(Draft draft)
    {
        var shared = 0;
        foreach (var member in draft.Members)
        {
            shared += _posts.Contains(member.Voice.Post.IdHash) ? 1 : 0;
        }
        return draft.Members.Count == 0 ? 0 : (double)shared / draft.Members.Count;
    }

    public void Adopt(Draft draft, Survey survey, EventOptions options, long now)
    {
        foreach (ref readonly var term in draft.Terms)
        {
            _terms[term.Burst.Term] = new(term.Burst, term.Excess, now);
        }
        foreach (var member in draft.Members)
        {
            Add(member);
        }
        Tidy(survey, options, now);
    }

    public void Absorb(EventFile other, Survey survey, EventOptions options, long now)
    {
        foreach (var (term, its) in other._terms)
        {
            _terms.TryAdd(term, its);
        }
        foreach (var member in other._members)
        {
            Add(member);
        }
        _posts.UnionWith(other._posts);
        Tidy(survey, options, now);
    }

    /// <summary>Removes what was withdrawn; tells whether anything was.</summary>
    public bool Withdraw(IReadOnlyList<Withdrawal> withdrawals)
    {
        var before = _members.Count;
        foreach (var withdrawal in withdrawals)
        {
            if (withdrawal.PostId == 0 || _posts.Contains(withdrawal.PostId))
            {
                _members.RemoveAll(member => withdrawal.PostId != 0
                    ? member.Voice.Post.IdHash == withdrawal.PostId
                    : member.Voice.Post.AuthorHash == withdrawal.AuthorId && member.Voice.Post.ObservedAt <= withdrawal.At);
            }
        }
        Withdrawn += before - _members.Count;
        return _members.Count < before;
    }

    public CandidateEvent Snapshot(Survey survey, Pane pane, EventPhase phase = EventPhase.Open, string? mergedInto = null)
    {
        _snapped = _members.Count;
        survey.Make(_terms, _members);
        var concepts = survey.Concepts();
        return new()
        {
            Id = Id,
            Phase = phase,
            MergedInto = mergedInto,
            Pane = pane,
            Members = _members.ToArray(),
            Bursts = [.. concepts, .. _terms.Values.Select(term => term.Burst).Except(concepts).OrderByDescending(b => b.Surprise).ThenBy(b => b.Term.Value)],
            Evidence = Weigh(survey, concepts, pane.End),
            Withdrawn = Withdrawn,
        };
    }

    private void Add(Member member)
    {
        if (!_posts.Add(member.Voice.Post.IdHash))
        {
            return;
        }
        var at = _members.Count;
        while (at > 0 && PostDigest.InOrder(_members[at - 1].Voice.Post, member.Voice.Post) > 0)
        {
            at--;
        }
        _members.Insert(at, member);
        ActiveAt = Math.Max(ActiveAt, member.Voice.Post.ObservedAt);
    }

    /// <summary>Forgets terms that do not burst any more and, of too many members, those between the earliest quarter, which tells how it began, and the latest, which tell how it goes on.</summary>
    private void Tidy(Survey survey, EventOptions options, long now)
    {
        foreach (var (term, its) in _terms)
        {
            if (its.ToldAt <= now - options.BurstLasts.TotalMilliseconds)
            {
                _terms.Remove(term);
            }
        }
        if (_members.Count > options.MaxMembers * 5 / 4)
        {
            // Their posts stay known: who was a member is not counted as one anew.
            _members.RemoveRange(options.MaxMembers / 4, _members.Count - options.MaxMembers);
            _snapped = Math.Min(_snapped, _members.Count);
        }
        survey.Make(_terms, _members);
        survey.Profile(_latest);
        if (!_isFounded)
        {
            survey.Profile(_founding);
            _isFounded = survey.Voices >= Founders;
        }
    }

    private EventEvidence Weigh(Survey survey, List<Burst> concepts, long now)
    {
        var counter = new VoiceCounter();
        counter.Begin();
        var (coherent, things, eyewitnesses, recent, reposts, links, replies, largest) = (0, 0, 0, 0, 0, 0, 0, 0);
        var origins = new Dictionary<ulong, int>();
        foreach (var member in _members)
        {
            var (voice, post) = (member.Voice, member.Voice.Post);
            var before = counter.Independent;
            counter.Add(voice);
            if (counter.Independent > before)
            {
                things += member.Things;
                coherent += member.Things >= 2 ? 1 : 0;
                eyewitnesses += Is(post, PostTraits.EyewitnessLike);
                recent += post.ObservedAt >= now - 600_000 ? 1 : 0;
            }
            reposts += voice.IsCopy ? 1 : Is(post, PostTraits.Repost);
            links += Is(post, PostTraits.Link);
            replies += Is(post, PostTraits.Reply);
            largest = Math.Max(largest, origins[voice.Origin] = origins.GetValueOrDefault(voice.Origin) + 1);
        }
        double posts = Math.Max(1, _members.Count);
        double independent = Math.Max(1, counter.Independent);
        var (share, bits) = survey.Aboutness();
        return new()
        {
            Posts = _members.Count,
            Authors = counter.Authors,
            Independent = counter.Independent,
            Coherent = coherent,
            Concepts = concepts.Count,
            Density = things / independent,
            Aboutness = share,
            BitsPerVoice = bits,
            NamedShare = survey.Named(),
            TemplateShare = survey.Template(),
            RecentShare = recent / independent,
            Kinship = Kinship,
            Surprise = _terms.Count > 0 ? _terms.Values.Max(term => term.Burst.Surprise) : 0,
            SecondSurprise = concepts.Count > 1 ? concepts.OrderByDescending(burst => burst.Surprise).ElementAt(1).Surprise : 0,
            Usual = concepts.Count > 0 ? concepts[0].Usual : 0,
            RepostShare = reposts / posts,
            LinkShare = links / posts,
            ReplyShare = replies / posts,
            EyewitnessShare = eyewitnesses / independent,
            TopOriginShare = largest / posts,
            PerMinute = _members.Count == 0 ? 0 : _members.Count / Math.Max(1, (now - _members[0].Voice.Post.ObservedAt) / 60_000.0),
        };
    }

    private static int Is(PostDigest post, PostTraits trait) => (post.Traits & trait) != 0 ? 1 : 0;
}
