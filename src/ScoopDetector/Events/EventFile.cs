using System.Runtime.InteropServices;
using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Events;

/// <summary>What is kept of one event while it is followed.</summary>
internal sealed partial class EventFile(string id, long openedAt, EventOptions options)
{
    private readonly Dictionary<TermId, EventTerm> _terms = [];
    private readonly Dictionary<TermId, double> _model = [];
    private readonly List<Member> _members = [];
    private const int Founders = 12;

    /// <summary>How long ago is lately, in milliseconds: a quarter of an hour.</summary>
    public const long Lately = 900_000;

    // What its latest voices say, and what the first did.
    private readonly WordProfile _latest = new();
    private readonly WordProfile _founding = new();
    private readonly Attendance _attendance = new((int)Math.Ceiling(options.CloseAfter.TotalMinutes));
    private bool _isFounded;
    private readonly Dictionary<EventFile, HashSet<ulong>> _bridges = [];
    private int _snapped;
    private bool _hasLost;

    public string Id { get; } = id;

    public long OpenedAt { get; } = openedAt;

    public bool IsOpen { get; private set; } = true;

    public int Withdrawn { get; private set; }

    /// <summary>How many posts it has given up.</summary>
    public int Released { get; private set; }

    /// <summary>The event that it began in; null if it began by itself.</summary>
    public string? SplitFrom { get; init; }

    /// <summary>Somebody has joined since it was last searched for what has begun in it.</summary>
    public bool IsToBeSearched { get; private set; }

    /// <summary>Members of the last quarter of an hour.</summary>
    public int Recent { get; private set; }

    /// <summary>In order.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>The events that some of its posts are about too.</summary>
    public IEnumerable<EventFile> Bridged => _bridges.Keys;

    /// <summary>How much likelier its voices are than the stream to use each of its terms, in bits.</summary>
    public Dictionary<TermId, double> Model => _model;

    /// <summary>It has changed enough since the last snapshot to be looked at anew: by one post more while it is small, by an eighth later, or by any that is gone.</summary>
    public bool HasChanged => _hasLost || _members.Count >= _snapped + Math.Max(1, _snapped / 8);

    public bool IsOlderThan(EventFile other) => (OpenedAt, Id).CompareTo((other.OpenedAt, other.Id)) < 0;

    /// <summary>How alike the words of the draft are to those of the event as it was when it began, and as it is now: cosines, 0 to 1.</summary>
    public (double AtFirst, double Now) Likeness(Draft draft) => (_founding.Cosine(draft.Words), _latest.Cosine(draft.Words));

    /// <summary>How alike these words are to what the event says now.</summary>
    public double Likeness(WordProfile words) => _latest.Cosine(words);

    /// <summary>How alike two events are by what they say now.</summary>
    public double Likeness(EventFile other) => _latest.Cosine(other._latest);

    /// <summary>How many posts ever joined, those included that are no longer kept.</summary>
    public int Joined { get; private set; }

    /// <summary>Takes in a post that belongs to no event yet.</summary>
    /// <param name="member">The post.</param>
    /// <param name="now">When it joins, in milliseconds: its author may have said it long before it was known to be about anything.</param>
    public void Add(Member member, long now)
    {
        Joined++;
        IsToBeSearched = true;
        _attendance.Join(now / 60_000);
        Insert(member);
    }

    private void Insert(Member member)
    {
        var at = _members.Count;
        while (at > 0 && PostDigest.InOrder(_members[at - 1].Voice.Post, member.Voice.Post) > 0)
        {
            at--;
        }
        _members.Insert(at, member);
    }

    /// <summary>Notes that a post is about the other event too, by other words.</summary>
    public void Bridge(EventFile other, ulong origin)
    {
        if (!_bridges.TryGetValue(other, out var origins))
        {
            _bridges[other] = origins = [];
        }
        origins.Add(origin);
    }

    /// <summary>How many posts, each with words of its own, are about the other event too.</summary>
    public int Bridges(EventFile other) => _bridges.TryGetValue(other, out var origins) ? origins.Count : 0;

    /// <summary>Whether it is over at this minute: nobody has joined for a while, or hardly anybody by the measure of its best days.</summary>
    public bool IsOver(long minute)
    {
        _attendance.MoveTo(minute);
        return _attendance.Lately < Math.Max(1, _attendance.Most * options.OverShare);
    }

    /// <summary>Takes in all that another event has: its posts, and what links it to further ones.</summary>
    public void Absorb(EventFile other)
    {
        foreach (var member in other._members)
        {
            Insert(member);
        }
        _attendance.Add(other._attendance);
        Joined += other.Joined;
        // It is not what it was: whoever follows it is told.
        _snapped = 0;
        foreach (var (third, origins) in other._bridges.Where(bridge => bridge.Key != this))
        {
            foreach (var origin in origins)
            {
                Bridge(third, origin);
                third.Bridge(this, origin);
            }
        }
        Withdrawn += other.Withdrawn;
        Released += other.Released;
    }

    /// <summary>It is searched now.</summary>
    public void Search() => IsToBeSearched = false;

    /// <summary>Whether one of the two began in the other.</summary>
    public bool HasPartedFrom(EventFile other) => SplitFrom == other.Id || other.SplitFrom == Id;

    /// <summary>Gives posts up that are about something else.</summary>
    public void Release(IReadOnlyList<Member> leaving)
    {
        var gone = leaving.Select(member => member.Voice.Post.IdHash).ToHashSet();
        var released = _members.RemoveAll(member => gone.Contains(member.Voice.Post.IdHash));
        Released += released;
        Joined -= Math.Min(Joined, released);
        _hasLost |= released > 0;
    }

    /// <summary>It is over: nothing is kept of it elsewhere.</summary>
    public void End()
    {
        IsOpen = false;
        foreach (var other in _bridges.Keys)
        {
            other._bridges.Remove(this);
        }
        _bridges.Clear();
        _members.Clear();
        _terms.Clear();
        _model.Clear();
    }

    /// <summary>Counts how many have joined lately.</summary>
    public void MoveTo(long now)
    {
        var at = _members.Count;
        while (at > 0 && _members[at - 1].Voice.Post.ObservedAt > now - Lately)
        {
            at--;
        }
        Recent = _members.Count - at;
    }

    /// <summary>Learns anew what its latest voices say. Of too many members it forgets those between the earliest quarter, which tells how it began, and the latest, which tell how it goes on.</summary>
    public void Learn(Survey survey, LiveBursts live)
    {
        if (_members.Count == 0)
        {
            // All of it was withdrawn: what it taught goes too.
            _terms.Clear();
            _model.Clear();
            _latest.Clear();
            _founding.Clear();
            _isFounded = false;
            return;
        }
        if (_members.Count > options.MaxMembers * 5 / 4)
        {
            _members.RemoveRange(options.MaxMembers / 4, _members.Count - options.MaxMembers);
            _snapped = Math.Min(_snapped, _members.Count);
        }
        survey.Learn(live, _members, _terms, _model);
        survey.Profile(_latest);
        if (!_isFounded)
        {
            survey.Profile(_founding);
            _isFounded = survey.Voices >= Founders;
        }
    }

    /// <summary>Removes what was withdrawn; tells whether anything was.</summary>
    public bool Withdraw(Withdrawal withdrawal)
    {
        var gone = _members.RemoveAll(member => withdrawal.PostId != 0
            ? member.Voice.Post.IdHash == withdrawal.PostId
            : member.Voice.Post.AuthorHash == withdrawal.AuthorId && member.Voice.Post.ObservedAt <= withdrawal.At);
        Withdrawn += gone;
        _hasLost |= gone > 0;
        return gone > 0;
    }

    public CandidateEvent Snapshot(Survey survey, Pane pane, EventPhase phase = EventPhase.Open, string? mergedInto = null)
    {
        (_snapped, _hasLost) = (_members.Count, false);
        survey.Make(_terms, _members);
        var concepts = survey.Concepts();
        return new()
        {
            Id = Id,
            Phase = phase,
            MergedInto = mergedInto,
            Pane = pane,
            Members = _members.ToArray(),
            Bursts = [.. concepts, .. _terms.Values.Select(term => term.Burst).Except<Burst>(concepts, ReferenceEqualityComparer.Instance).OrderByDescending(b => b.Surprise).ThenBy(b => b.Term.Value)],
            Evidence = Weigh(survey, concepts, pane.End),
            Withdrawn = Withdrawn,
            Released = Released,
        };
    }

    private EventEvidence Weigh(Survey survey, List<Burst> concepts, long now)
    {
        var counter = survey.Counter;
        counter.Begin();
        var (reposts, links, largest, things, firstPerson, alarmed) = (0, 0, 0, 0, 0, 0);
        var origins = new Dictionary<ulong, int>(_members.Count);
        foreach (var member in _members)
        {
            var (voice, post) = (member.Voice, member.Voice.Post);
            var before = counter.Independent;
            counter.Add(voice);
            if (counter.Independent > before)
            {
                things += member.Things;
                firstPerson += Is(post, PostTraits.EyewitnessLike);
                alarmed += survey.Alarm.AreIn(post) ? 1 : 0;
            }
            reposts += voice.IsCopy ? 1 : Is(post, PostTraits.Repost);
            links += Is(post, PostTraits.Link);
            largest = Math.Max(largest, ++CollectionsMarshal.GetValueRefOrAddDefault(origins, voice.Origin, out _));
        }
        double posts = Math.Max(1, _members.Count);
        double independent = Math.Max(1, counter.Independent);
        return new()
        {
            Posts = _members.Count,
            Authors = counter.Authors,
            Independent = counter.Independent,
            Things = things / independent,
            CommonBits = survey.CommonBits(),
            Aboutness = survey.Aboutness(),
            NamedShare = survey.Named(),
            FirstPersonShare = firstPerson / independent,
            AlarmShare = alarmed / independent,
            Surprise = _terms.Count > 0 ? _terms.Values.Max(term => term.Burst.Surprise) : 0,
            SecondSurprise = concepts.Select(burst => burst.Surprise).OrderDescending().ElementAtOrDefault(1),
            Usual = concepts.Count > 0 ? concepts[0].Usual : 0,
            Earlier = concepts.Count > 0 ? concepts.Take(3).Max(burst => burst.Earlier) : 0,
            RepostShare = reposts / posts,
            LinkShare = links / posts,
            TopOriginShare = largest / posts,
            Minutes = _members.Count == 0 ? 0 : (now - _members[0].Voice.Post.ObservedAt) / 60_000.0,
        };
    }

    private static int Is(PostDigest post, PostTraits trait) => (post.Traits & trait) != 0 ? 1 : 0;
}
