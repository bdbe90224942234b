using System.Runtime.InteropServices;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>What the latest independent voices of an event say, by its terms: what it is about, and how much of what they say that is.</summary>
/// <remarks>Hot: runs whenever an event has grown. It looks at the latest voices only, so that it costs the same however large the event is.</remarks>
internal sealed class Survey
{
    public const int MostVoices = 64;

    /// <summary>A concept is used by at least so many voices at a place that no concept before it has.</summary>
    private const int LeastVoices = 2;

    /// <summary>What fewer of the voices say is not what the event says.</summary>
    private const double LeastShare = 0.06;

    private const int MostConcepts = 24;

    private readonly TermFilter _filter = new();
    private readonly Dictionary<TermId, int> _index = [];
    private readonly List<Counted> _terms = [];
    private readonly List<Member> _voices = [];
    private readonly List<Hit> _hits = [];
    private readonly StampedSet _authors = new();
    private readonly StampedSet _origins = new();
    private readonly HashSet<int> _taken = [];

    // The bursts that the voices use, in the order of their first uses, and the uses.
    private readonly List<LiveBurst> _said = [];
    private readonly List<BurstUse> _uses = [];

    /// <summary>For counting all voices of the event; one serves all events.</summary>
    public VoiceCounter Counter { get; } = new();

    public AlarmWords Alarm { get; } = new();

    /// <summary>How many voices were looked at.</summary>
    public int Voices => _voices.Count;

    /// <param name="terms">The event's.</param>
    /// <param name="members">The event's, in order.</param>
    public void Make(Dictionary<TermId, EventTerm> terms, List<Member> members)
    {
        Choose(members);
        MakeOfChosen(terms);
    }

    private void MakeOfChosen(Dictionary<TermId, EventTerm> terms)
    {
        _filter.Clear();
        _index.Clear();
        _terms.Clear();
        _hits.Clear();
        foreach (var (id, term) in terms)
        {
            _filter.Add(id);
            _index[id] = _terms.Count;
            _terms.Add(new() { Term = term });
        }
        for (var voice = 0; voice < _voices.Count; voice++)
        {
            foreach (ref readonly var use in _voices[voice].Voice.Post.Terms.AsSpan())
            {
                if (_filter.MayHave(use.Term) && _index.TryGetValue(use.Term, out var term))
                {
                    CollectionsMarshal.AsSpan(_terms)[term].Voices++;
                    _hits.Add(new(voice, term, use));
                }
            }
        }
    }

    /// <summary>The terms that burst and that at least two of the latest voices use (one, while there are fewer than four), each with how much likelier these are to use it than the stream, in bits.</summary>
    /// <remarks>The survey is made in the same go: whatever it would look up is already noted.</remarks>
    public void Learn(LiveBursts live, List<Member> members, Dictionary<TermId, EventTerm> terms, Dictionary<TermId, double> model)
    {
        Choose(members);
        NoteUses(live);
        if (_said.Count == 0)
        {
            MakeOfChosen(terms);
            return;
        }
        terms.Clear();
        model.Clear();
        _terms.Clear();
        _hits.Clear();
        foreach (var burst in _said)
        {
            var voices = burst.Surveyed;
            if (voices < Math.Max(2, LeastShare * _voices.Count))
            {
                burst.SurveyedAs = -1;
                continue;
            }
            burst.SurveyedAs = _terms.Count;
            var term = new EventTerm(burst.Burst, burst.Excess);
            terms[burst.Term] = term;
            _terms.Add(new() { Term = term, Voices = voices });
            // What one voice says may be chance.
            var bits = Math.Log2((voices - 1.0) / (_voices.Count + 1)) + burst.Burst.Bits;
            if (bits > 1)
            {
                model[burst.Term] = bits;
            }
        }
        foreach (ref readonly var use in CollectionsMarshal.AsSpan(_uses))
        {
            if (use.Burst.SurveyedAs >= 0)
            {
                _hits.Add(new(use.Voice, use.Burst.SurveyedAs, use.Of));
            }
        }
    }

    /// <summary>Notes who uses which burst, and how many use each.</summary>
    private void NoteUses(LiveBursts live)
    {
        foreach (var burst in _said)
        {
            burst.Surveyed = 0;
        }
        _said.Clear();
        _uses.Clear();
        for (var voice = 0; voice < _voices.Count; voice++)
        {
            foreach (ref readonly var use in _voices[voice].Voice.Post.Terms.AsSpan())
            {
                if (live[use.Term] is { } burst)
                {
                    if (burst.Surveyed++ == 0)
                    {
                        _said.Add(burst);
                    }
                    _uses.Add(new(voice, burst, use));
                }
            }
        }
    }

    /// <summary>Writes down what the voices say.</summary>
    public void Profile(WordProfile into)
    {
        into.Clear();
        foreach (ref readonly var term in CollectionsMarshal.AsSpan(_terms))
        {
            if (term.Voices > 0)
            {
                into.Add(term.Burst.Term, (double)term.Voices / _voices.Count * term.Burst.Bits * term.Term.Excess);
            }
        }
        into.Complete();
    }

    /// <summary>The terms that say different things, the most telling first: <c>boston</c> and <c>explosion</c>, but not also <c>boston explosion</c> and <c>#boston</c>.</summary>
    public List<Burst> Concepts()
    {
        var byTerm = new List<int>[_terms.Count];
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(_hits))
        {
            (byTerm[hit.Term] ??= []).Add((hit.Voice << 8) | hit.Use.Place);
        }
        // Single words before pairs: they label better, and a pair adds nothing where its words are taken.
        var order = Enumerable.Range(0, _terms.Count).Where(term => byTerm[term] is not null)
            .OrderByDescending(term => byTerm[term].Count * (_terms[term].Burst.Term.Kind == TermKind.Bigram ? 0.9 : 1) * _terms[term].Term.Excess)
            .ThenByDescending(term => _terms[term].Burst.Surprise)
            .ThenBy(term => _terms[term].Burst.Term.Value);
        _taken.Clear();
        var chosen = new List<Burst>();
        foreach (var term in order)
        {
            var free = 0;
            foreach (var place in byTerm[term])
            {
                free += _taken.Contains(place) ? 0 : 1;
            }
            if (free >= LeastVoices)
            {
                chosen.Add(_terms[term].Burst);
                _taken.UnionWith(byTerm[term]);
                if (chosen.Count == MostConcepts)
                {
                    break;
                }
            }
        }
        return chosen;
    }

    /// <summary>The mean share of what a voice says, in bits, that is said by the event's terms.</summary>
    public double Aboutness()
    {
        if (_voices.Count == 0)
        {
            return 0;
        }
        Span<double> about = stackalloc double[MostVoices];
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(_hits))
        {
            if (hit.Use.Term.Kind != TermKind.Bigram)
            {
                var term = _terms[hit.Term];
                about[hit.Voice] += term.Burst.Bits * term.Term.Excess;
            }
        }
        double share = 0;
        for (var voice = 0; voice < _voices.Count; voice++)
        {
            share += Math.Min(1, about[voice] / Math.Max(1, _voices[voice].Voice.Bits));
        }
        return share / _voices.Count;
    }

    /// <summary>The share of the voices that use one of the event's words as a name: with a capital inside a sentence, or as a hashtag. Half where a script has no capitals.</summary>
    public double Named()
    {
        if (_voices.Count == 0)
        {
            return 0.5;
        }
        Span<double> named = stackalloc double[MostVoices];
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(_hits))
        {
            if (hit.Use.Term.Kind == TermKind.Word)
            {
                named[hit.Voice] = Math.Max(named[hit.Voice], IsName(_voices[hit.Voice].Voice.Post.TextBytes, hit.Use));
            }
            else if (hit.Use.Term.Kind == TermKind.Gram)
            {
                named[hit.Voice] = Math.Max(named[hit.Voice], 0.5);
            }
        }
        double sum = 0;
        for (var voice = 0; voice < _voices.Count; voice++)
        {
            sum += named[voice];
        }
        return sum / _voices.Count;
    }

    /// <summary>How much two voices have in common, in bits: the mean over all pairs, which for a term that n of them use are n (n - 1) / 2.</summary>
    public double CommonBits()
    {
        var n = _voices.Count;
        if (n < 2)
        {
            return 0;
        }
        double sum = 0;
        foreach (ref readonly var term in CollectionsMarshal.AsSpan(_terms))
        {
            if (term.Burst.Term.Kind != TermKind.Bigram)
            {
                sum += term.Voices * (term.Voices - 1.0) * term.Burst.Bits * term.Term.Excess;
            }
        }
        return sum / (n * (n - 1.0));
    }

    private void Choose(List<Member> members)
    {
        _voices.Clear();
        _authors.Clear();
        _origins.Clear();
        for (var i = members.Count - 1; i >= 0 && _voices.Count < MostVoices; i--)
        {
            if (_authors.Add(members[i].Voice.Post.AuthorHash) && _origins.Add(members[i].Voice.Origin))
            {
                _voices.Add(members[i]);
            }
        }
    }

    private static double IsName(ReadOnlySpan<byte> text, in TermUse use)
    {
        if (use.Length == 0 || use.Start >= text.Length)
        {
            return 0;
        }
        if (use.Start > 0 && text[use.Start - 1] == '#')
        {
            return 1;
        }
        if (use.Term.Script is not (Script.Latin or Script.Cyrillic))
        {
            return 0.5;
        }
        return use.Place > 0 && Rune.DecodeFromUtf8(text[use.Start..], out var first, out _) == System.Buffers.OperationStatus.Done && Rune.IsUpper(first) ? 1 : 0;
    }

    /// <summary>A term of the event, and how many of the voices use it.</summary>
    private struct Counted
    {
        public EventTerm Term;
        public int Voices;

        public readonly Burst Burst => Term.Burst;
    }

    private readonly record struct BurstUse(int Voice, LiveBurst Burst, TermUse Of);

    private readonly record struct Hit(int Voice, int Term, TermUse Use);
}
