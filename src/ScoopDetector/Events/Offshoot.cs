using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>Finds what has begun inside an event: voices of the last minutes that say something else than it did before, in words that hardly anybody of it used.</summary>
/// <remarks>
/// A story of hours has words for all sorts of harm; a flood at the other end of the world is then taken for more of it, voice by voice. What tells the two apart is
/// what is new: a turn of one story is told with its old names beside the new words, another story is not. One serves all events.
/// </remarks>
internal sealed class Offshoot(EventOptions options, LiveBursts live)
{
    /// <summary>What is said within so many milliseconds is new: ten minutes.</summary>
    private const long Newly = 600_000;

    /// <summary>Of fewer earlier posts nobody can say what the event was about.</summary>
    private const int LeastEarlier = 20;

    /// <summary>A word is new to the event if a share of its new posts so many times as large as of the earlier ones uses it.</summary>
    private const double Lift = 10;

    /// <summary>And if not only one or two do.</summary>
    private const int LeastUses = 3;

    /// <summary>A word that a smaller share of the earlier posts used is none of the event's.</summary>
    private const double LeastShare = 0.03;

    private readonly Dictionary<TermId, Use> _uses = [];
    private readonly TermFilter _filter = new();
    private readonly List<Member> _members = [];
    private readonly WordProfile _before = new();
    private readonly VoiceCounter _voices = new();
    private int _earlier;
    private int _new;

    /// <summary>The posts that are about something else, in order.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>What they say.</summary>
    public WordProfile Words { get; } = new();

    /// <summary>The new word that says most of it.</summary>
    public TermId Core { get; private set; }

    /// <summary>Whether something else has begun in the event.</summary>
    /// <param name="members">All posts of the event, in order.</param>
    /// <param name="now">In milliseconds.</param>
    public bool IsIn(IReadOnlyList<Member> members, long now)
    {
        _members.Clear();
        if (members.Count < LeastEarlier + options.SplitVoices)
        {
            return false;
        }
        _earlier = members.TakeWhile(member => member.Voice.Post.ObservedAt <= now - Newly).Count();
        _new = members.Count - _earlier;
        if (_earlier < LeastEarlier || _new < options.SplitVoices)
        {
            return false;
        }
        CountNew(members);
        if (!MaySaySomethingElse(members))
        {
            return false;
        }
        CountEarlier(members);
        for (var i = _earlier; i < members.Count; i++)
        {
            if (SaysMoreThatIsNew(members[i]))
            {
                _members.Add(members[i]);
            }
        }
        if (Voices() < options.SplitVoices)
        {
            return false;
        }
        Profile(members.Take(_earlier), _before);
        Profile(_members, Words);
        if (Words.Cosine(_before) >= options.SplitWords)
        {
            return false;
        }
        Core = _uses.Where(use => IsNew(use.Value)).MaxBy(use => (use.Value.New * use.Value.Bits, use.Key.Value)).Key;
        return true;
    }

    /// <summary>Notes the words of the new posts. Of those that only earlier posts use nothing is asked.</summary>
    private void CountNew(IReadOnlyList<Member> members)
    {
        _uses.Clear();
        _filter.Clear();
        for (var i = _earlier; i < members.Count; i++)
        {
            foreach (ref readonly var use in members[i].Voice.Post.Terms.AsSpan())
            {
                if (BitsOf(use) is > 0 and var bits)
                {
                    ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_uses, use.Term, out _);
                    known.Bits = bits;
                    known.New++;
                    _filter.Add(use.Term);
                }
            }
        }
    }

    /// <summary>Whether enough posts would say something new if no earlier post had a word of theirs: for most events they would not, and the earlier posts need not be read.</summary>
    private bool MaySaySomethingElse(IReadOnlyList<Member> members)
    {
        var may = 0;
        for (var i = _earlier; i < members.Count && may < options.SplitVoices; i++)
        {
            foreach (ref readonly var use in members[i].Voice.Post.Terms.AsSpan())
            {
                if (_uses.TryGetValue(use.Term, out var of) && IsNew(of))
                {
                    may++;
                    break;
                }
            }
        }
        return may >= options.SplitVoices;
    }

    private void CountEarlier(IReadOnlyList<Member> members)
    {
        for (var i = 0; i < _earlier; i++)
        {
            foreach (ref readonly var use in members[i].Voice.Post.Terms.AsSpan())
            {
                if (_filter.MayHave(use.Term))
                {
                    ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_uses, use.Term);
                    if (!Unsafe.IsNullRef(ref known))
                    {
                        known.Earlier++;
                    }
                }
            }
        }
    }

    /// <summary>How much a use says of what bursts now; nothing where the words of a pair say it already.</summary>
    private double BitsOf(in TermUse use) => use.Term.Kind != TermKind.Bigram && live[use.Term] is { } burst ? burst.Burst.Bits * burst.Excess : 0;

    private bool IsNew(in Use use) => use.New >= LeastUses && (use.New + 0.5) / (_new + 1) >= Lift * (use.Earlier + 0.5) / (_earlier + 1);

    private bool SaysMoreThatIsNew(Member member)
    {
        double added = 0, known = 0;
        foreach (ref readonly var use in member.Voice.Post.Terms.AsSpan())
        {
            if (!_uses.TryGetValue(use.Term, out var of))
            {
                continue;
            }
            if (IsNew(of))
            {
                added += of.Bits;
            }
            else if (of.Earlier >= 2 && of.Earlier >= LeastShare * _earlier)
            {
                known += of.Bits;
            }
        }
        return added > known;
    }

    private int Voices()
    {
        _voices.Begin();
        foreach (var member in _members)
        {
            _voices.Add(member.Voice);
        }
        return _voices.Independent;
    }

    private void Profile(IEnumerable<Member> members, WordProfile into)
    {
        into.Clear();
        foreach (var member in members)
        {
            foreach (ref readonly var use in member.Voice.Post.Terms.AsSpan())
            {
                if (BitsOf(use) is > 0 and var bits)
                {
                    into.Add(use.Term, bits);
                }
            }
        }
        into.Complete();
    }

    /// <summary>How many of the earlier posts use a term, how many of the new ones, and how much it says.</summary>
    private struct Use
    {
        public double Bits;
        public int Earlier;
        public int New;
    }
}
