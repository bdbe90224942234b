namespace ScoopDetector.Events;

/// <summary>Finds communities in a weighted graph: nodes that are linked to each other more than chance would link them.</summary>
/// <remarks>Blondel et al., "Fast unfolding of communities in large networks" (2008). Nodes are visited in the order of their numbers and ties go to the lower
/// community, so that one graph always gives one answer.</remarks>
internal static class Louvain
{
    private const int MostRounds = 20;

    /// <param name="nodes">How many.</param>
    /// <param name="edges">Each pair once, weights above 0.</param>
    /// <returns>For each node the number of its community; numbers are those of a member.</returns>
    public static int[] Communities(int nodes, IReadOnlyList<(int A, int B, double Weight)> edges)
    {
        var community = Enumerable.Range(0, nodes).ToArray();
        var level = (Nodes: nodes, Edges: edges);
        while (true)
        {
            var moved = OneLevel(level.Nodes, level.Edges, out var own);
            if (!moved)
            {
                return Representatives(community);
            }
            if (own.Distinct().Count() == level.Nodes)
            {
                // Two nodes may change places without end.
                return Representatives(community);
            }
            var numbers = own.Distinct().Order().Select((c, i) => (c, i)).ToDictionary(x => x.c, x => x.i);
            community = [.. community.Select(c => numbers[own[c]])];
            level = (numbers.Count, Contract(level.Edges, own, numbers));
        }
    }

    private static int[] Representatives(int[] community)
    {
        var first = new Dictionary<int, int>();
        for (var i = 0; i < community.Length; i++)
        {
            first.TryAdd(community[i], i);
        }
        return [.. community.Select(c => first[c])];
    }

    private static List<(int, int, double)> Contract(IReadOnlyList<(int A, int B, double Weight)> edges, int[] own, Dictionary<int, int> numbers)
    {
        var sums = new SortedDictionary<(int, int), double>();
        foreach (var (a, b, weight) in edges)
        {
            var (x, y) = (numbers[own[a]], numbers[own[b]]);
            var key = (Math.Min(x, y), Math.Max(x, y));
            sums[key] = sums.GetValueOrDefault(key) + weight;
        }
        return [.. sums.Select(sum => (sum.Key.Item1, sum.Key.Item2, sum.Value))];
    }

    private static bool OneLevel(int nodes, IReadOnlyList<(int A, int B, double Weight)> edges, out int[] community)
    {
        var neighbours = new List<(int Node, double Weight)>[nodes];
        var degree = new double[nodes];
        for (var i = 0; i < nodes; i++)
        {
            neighbours[i] = [];
        }
        double total = 0;
        foreach (var (a, b, weight) in edges)
        {
            degree[a] += weight;
            degree[b] += weight;
            total += 2 * weight;
            if (a != b)
            {
                neighbours[a].Add((b, weight));
                neighbours[b].Add((a, weight));
            }
        }
        community = Enumerable.Range(0, nodes).ToArray();
        if (total <= 0)
        {
            return false;
        }
        var sum = degree.ToArray();
        var moved = false;
        var links = new SortedDictionary<int, double>();
        for (var round = 0; round < MostRounds; round++)
        {
            var changed = false;
            for (var node = 0; node < nodes; node++)
            {
                var from = community[node];
                sum[from] -= degree[node];
                links.Clear();
                links[from] = 0;
                foreach (var (other, weight) in neighbours[node])
                {
                    links[community[other]] = links.GetValueOrDefault(community[other]) + weight;
                }
                var (best, bestGain) = (from, links[from] - (sum[from] * degree[node] / total));
                foreach (var (to, weight) in links)
                {
                    var gain = weight - (sum[to] * degree[node] / total);
                    if (gain > bestGain + 1e-12)
                    {
                        (best, bestGain) = (to, gain);
                    }
                }
                community[node] = best;
                sum[best] += degree[node];
                changed |= best != from;
            }
            moved |= changed;
            if (!changed)
            {
                break;
            }
        }
        return moved;
    }
}
