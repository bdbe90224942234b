using ScoopDetector.Bursts;
using ScoopDetector.Terms;

namespace ScoopDetector.Events;

/// <summary>Which bursting terms go together: the terms that changed, their neighbours, and how many independent voices use two of them in one post.</summary>
/// <remarks>Trending is told apart from clustering, as in Fedoryszak et al. (KDD 2019): only terms that burst are nodes, so the graph is small at any rate of posts.</remarks>
internal sealed class BurstGraph(EventOptions options, LiveBursts live)
{
    /// <summary>The communities with a burst that changed, each with its terms ascending; in the order of their lowest terms.</summary>
    public List<List<Burst>> Communities(IReadOnlyList<Burst> changed)
    {
        var nodes = Neighbourhood(changed);
        var number = new Dictionary<TermId, int>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            number[nodes[i].Term] = i;
        }
        var edges = Edges(nodes, number);
        var isChanged = changed.Select(burst => burst.Term).ToHashSet();
        var community = Louvain.Communities(nodes.Count, edges);
        return [.. Enumerable.Range(0, nodes.Count)
            .GroupBy(i => community[i])
            .Where(group => group.Any(i => isChanged.Contains(nodes[i].Term)))
            .OrderBy(group => group.Key)
            .Select(group => group.Select(i => nodes[i]).ToList())];
    }

    private List<Burst> Neighbourhood(IReadOnlyList<Burst> changed)
    {
        var nodes = new Dictionary<TermId, Burst>();
        foreach (var burst in changed)
        {
            nodes[burst.Term] = burst;
        }
        foreach (var burst in changed)
        {
            foreach (var voice in burst.Voices)
            {
                foreach (var use in voice.Post.Terms)
                {
                    if (!nodes.ContainsKey(use.Term) && live[use.Term] is { } neighbour)
                    {
                        nodes[use.Term] = neighbour;
                    }
                }
            }
        }
        return [.. nodes.Values.OrderBy(burst => burst.Term.Value)];
    }

    private List<(int, int, double)> Edges(List<Burst> nodes, Dictionary<TermId, int> number)
    {
        var shared = new Dictionary<(int, int), int>();
        var voices = new int[nodes.Count];
        var filter = new TermFilter();
        foreach (var node in nodes)
        {
            filter.Add(node.Term);
        }
        var origins = new HashSet<ulong>();
        for (var i = 0; i < nodes.Count; i++)
        {
            origins.Clear();
            foreach (var voice in nodes[i].Voices)
            {
                if (!origins.Add(voice.Origin))
                {
                    continue;
                }
                voices[i]++;
                foreach (var use in voice.Post.Terms)
                {
                    if (filter.MayHave(use.Term) && number.TryGetValue(use.Term, out var other) && other > i)
                    {
                        var key = (i, other);
                        shared[key] = shared.GetValueOrDefault(key) + 1;
                    }
                }
            }
        }
        var edges = new List<(int, int, double)>();
        foreach (var ((a, b), count) in shared.OrderBy(edge => edge.Key))
        {
            var affinity = count / Math.Sqrt((double)voices[a] * voices[b]);
            if (count >= options.MinShared && affinity >= options.MinAffinity)
            {
                edges.Add((a, b, affinity));
            }
        }
        return edges;
    }
}
