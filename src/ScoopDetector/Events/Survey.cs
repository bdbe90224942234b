using System.Runtime.InteropServices;
using System.Text;
using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>What the latest independent voices of an event say, by its terms: what it is about, and how much of what they say that is.</summary>
/// <remarks>Hot: runs whenever an event has grown. It looks at the latest voices only, so that it costs the same however large the event is.</remarks>
internal sealed class Survey
{
    private const int MostVoices = 64;

    /// <summary>A concept is used by at least so many voices at a place that no concept before it has.</summary>
    private const int LeastVoices = 2;

    private const int MostConcepts = 24;

    private readonly TermFilter _filter = new();
    private readonly Dictionary<TermId, int> _index = [];
    private readonly List<Counted> _terms = [];
    private readonly List<Member> _voices = [];
    private readonly List<Hit> _hits = [];
    private readonly HashSet<ulong> _authors = [];
    private readonly HashSet<ulong> _origins = [];
    private readonly HashSet<int> _taken = [];
    private readonly Dictionary<uint, int> _phrases = [];

    /// <summary>How many voices were looked at.</summary>
    public int Voices => _voices.Count;

    /// <param name="terms">The event's.</param>
    /// <param name="members">The event's, in order.</param>
    public void Make(IReadOnlyDictionary<TermId, EventTerm> terms, IReadOnlyList<Member> members)
    {
        Choose(members);
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

    /// <summary>The mean share of what a voice says, in bits, that is said by the event's terms; and the mean of these bits themselves.</summary>
    public (double Share, double Bits) Aboutness()
    {
        if (_voices.Count == 0)
        {
            return default;
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
        var (share, bits) = (0.0, 0.0);
        for (var voice = 0; voice < _voices.Count; voice++)
        {
            share += Math.Min(1, about[voice] / Math.Max(1, _voices[voice].Voice.Bits));
            bits += about[voice];
        }
        return (share / _voices.Count, bits / _voices.Count);
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

    /// <summary>The share of the voices that use one and the same run of three words: independent people seldom agree on one, a template always does.</summary>
    public double Template()
    {
        _phrases.Clear();
        var most = 0;
        foreach (var member in _voices)
        {
            foreach (var shingle in member.Voice.Post.Shingles)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_phrases, shingle, out _);
                most = Math.Max(most, ++count);
            }
        }
        return _voices.Count == 0 ? 0 : (double)most / _voices.Count;
    }

    private void Choose(IReadOnlyList<Member> members)
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

    private readonly record struct Hit(int Voice, int Term, TermUse Use);
}
