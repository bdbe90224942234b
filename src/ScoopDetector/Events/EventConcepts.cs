using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>Chooses the terms of an event that say different things: <c>boston</c> and <c>explosion</c>, but not also <c>boston explosion</c> and <c>#boston</c>.</summary>
internal static class EventConcepts
{
    /// <summary>A concept is used by at least so many independent members at a place that no concept before it has.</summary>
    private const int LeastVoices = 2;

    private const int Most = 24;

    public static IReadOnlyList<Burst> Choose(IReadOnlyDictionary<TermId, EventTerm> terms, IReadOnlyList<Member> members)
    {
        var voices = Independent(members);
        var uses = new Dictionary<TermId, List<(int Member, byte Place)>>();
        for (var i = 0; i < voices.Count; i++)
        {
            foreach (var use in voices[i].Voice.Post.Terms)
            {
                if (terms.ContainsKey(use.Term))
                {
                    (uses.TryGetValue(use.Term, out var list) ? list : uses[use.Term] = []).Add((i, use.Place));
                }
            }
        }
        var taken = new HashSet<(int, byte)>();
        var chosen = new List<Burst>();
        // Single words before pairs: they label better, and a pair adds nothing where its words are taken.
        foreach (var (term, its) in uses
            .OrderByDescending(x => x.Value.Count * (x.Key.Kind == TermKind.Bigram ? 0.9 : 1) * terms[x.Key].Excess)
            .ThenByDescending(x => terms[x.Key].Burst.Surprise)
            .ThenBy(x => x.Key.Value))
        {
            if (chosen.Count < Most && its.Count(place => !taken.Contains(place)) >= LeastVoices)
            {
                chosen.Add(terms[term].Burst);
                taken.UnionWith(its);
            }
        }
        return chosen;
    }

    private static List<Member> Independent(IReadOnlyList<Member> members)
    {
        var origins = new HashSet<ulong>();
        var authors = new HashSet<ulong>();
        return [.. members.Where(member => authors.Add(member.Voice.Post.AuthorHash) && origins.Add(member.Voice.Origin))];
    }
}
