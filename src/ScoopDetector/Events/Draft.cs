using System.Runtime.InteropServices;
using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>A community of bursts as if it were an event of its own: which posts are about it, and by which of its terms.</summary>
/// <remarks>Hot: reads each voice of each burst of the community once. One draft serves one community after the other.</remarks>
internal sealed class Draft(LiveBursts live, WithdrawnPosts withdrawn, Placement placement)
{
    /// <summary>A term that is less surprising may be in vogue by chance, one that is more so is not.</summary>
    private const double ChanceSurprise = 2;

    private const double SureSurprise = 6;

    /// <summary>How far one thing of the event speaks for a post at best: one in five who say it mean something else. Two such leave a doubt of a twenty-fifth.</summary>
    private const double Trust = 0.8;

    /// <summary>How much doubt a post may leave that says several things.</summary>
    private const double MostDoubt = 0.3;

    /// <summary>How far a term alone must stand for the event for a post that says nothing else of it.</summary>
    private const double LeastTelling = 0.5;

    /// <summary>So many things even a post from before the burst must say.</summary>
    private const int ThingsBefore = 3;

    private readonly TermFilter _filter = new();
    private readonly Dictionary<TermId, int> _index = [];
    private readonly List<Term> _terms = [];
    private readonly List<Reading> _readings = [];
    private readonly List<Thing> _things = [];
    private readonly HashSet<ulong> _posts = [];
    private readonly HashSet<ulong> _origins = [];
    private readonly List<Member> _members = [];
    private long _from;

    /// <summary>The bursts, each with what it means here.</summary>
    public ReadOnlySpan<Term> Terms => CollectionsMarshal.AsSpan(_terms);

    /// <summary>The posts that are about it.</summary>
    public List<Member> Members => _members;

    /// <summary>What its posts say by all terms that burst, those beyond the community too.</summary>
    public WordProfile Words { get; } = new();

    public void Make(IReadOnlyList<LiveBurst> community, long now)
    {
        Clear();
        foreach (var burst in community)
        {
            _filter.Add(burst.Term);
            _index[burst.Term] = _terms.Count;
            _terms.Add(new() { Burst = burst.Burst, Excess = burst.FreeExcess });
        }
        foreach (var burst in community)
        {
            foreach (var voice in burst.Free)
            {
                if (!withdrawn.Contains(voice.Post) && placement.IsFree(voice) && _posts.Add(voice.Post.IdHash))
                {
                    Read(voice);
                }
            }
        }
        var core = community.MaxBy(burst => burst.Burst.Surprise)!.Burst;
        _from = now - (long)core.Window.TotalMilliseconds;
        foreach (ref readonly var reading in CollectionsMarshal.AsSpan(_readings))
        {
            if (IsAbout(reading))
            {
                _members.Add(new(reading.Voice, reading.Things));
            }
        }
        Profile();
    }

    private void Clear()
    {
        _filter.Clear();
        _index.Clear();
        _terms.Clear();
        _readings.Clear();
        _things.Clear();
        _posts.Clear();
        _origins.Clear();
        _members.Clear();
    }

    /// <summary>Finds the different things of the event that the post says.</summary>
    /// <remarks>Terms that share a word are one thing: a hashtag and its parts, a name in two words, a phrase that several bigrams cover.</remarks>
    private void Read(Voice voice)
    {
        var from = _things.Count;
        foreach (ref readonly var use in voice.Post.Terms.AsSpan())
        {
            if (_filter.MayHave(use.Term) && _index.TryGetValue(use.Term, out var term))
            {
                _things.Add(new(use.Place, use.Place + (use.Term.Kind is TermKind.Bigram or TermKind.Gram ? 1 : 0), term));
            }
        }
        var own = CollectionsMarshal.AsSpan(_things)[from..];
        own.Sort(static (a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        var (things, end, doubt, strongest) = (0, -1, 1.0, 0.0);
        foreach (ref readonly var thing in own)
        {
            if (thing.Start > end)
            {
                doubt *= 1 - (Trust * strongest);
                (things, strongest) = (things + 1, 0);
            }
            strongest = Math.Max(strongest, _terms[thing.Term].Excess);
            end = Math.Max(end, thing.End);
        }
        doubt *= 1 - (Trust * strongest);
        _readings.Add(new(voice, things, doubt, from, own.Length));
        if (_origins.Add(voice.Origin))
        {
            foreach (ref readonly var thing in own)
            {
                ref var term = ref CollectionsMarshal.AsSpan(_terms)[thing.Term];
                term.Origins++;
                term.Coherent += things >= 2 ? 1 : 0;
            }
        }
    }

    /// <summary>A post is about the event if it says two things of it, or one that hardly anybody says otherwise and that came out of nowhere, or that most say together with others.</summary>
    private bool IsAbout(in Reading reading)
    {
        // People spoke of Boston before the bomb too: what is older than the burst must say more of it.
        if (reading.Voice.Post.ObservedAt < _from && reading.Things < ThingsBefore)
        {
            return false;
        }
        if (reading.Things >= 2)
        {
            return reading.Doubt <= MostDoubt;
        }
        foreach (ref readonly var thing in CollectionsMarshal.AsSpan(_things).Slice(reading.From, reading.Count))
        {
            if (_terms[thing.Term].Telling >= LeastTelling)
            {
                return true;
            }
        }
        return false;
    }

    private void Profile()
    {
        Words.Clear();
        foreach (var member in _members)
        {
            foreach (ref readonly var use in member.Voice.Post.Terms.AsSpan())
            {
                if (live[use.Term] is { } burst)
                {
                    Words.Add(use.Term, burst.Burst.Bits * burst.Excess / _members.Count);
                }
            }
        }
        Words.Complete();
    }

    /// <summary>A burst in the community.</summary>
    public struct Term
    {
        public Burst Burst;

        /// <summary>The share of its voices that is beyond the usual, 0 to 1: how far one may say that a post with this term is about the event.</summary>
        public double Excess;

        public int Origins;
        public int Coherent;

        /// <summary>How far the term alone stands for the event: its excess, times the share of its voices that use another term of the event too; one that came out of nowhere needs no other.</summary>
        public readonly double Telling => Origins == 0 ? 0 : Excess * Math.Max((double)Coherent / Origins, Math.Clamp((Burst.Surprise - ChanceSurprise) / (SureSurprise - ChanceSurprise), 0, 1));
    }

    private readonly record struct Reading(Voice Voice, int Things, double Doubt, int From, int Count);

    private readonly record struct Thing(int Start, int End, int Term);
}
