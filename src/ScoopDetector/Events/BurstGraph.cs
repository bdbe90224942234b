using ScoopDetector.Bursts;

namespace ScoopDetector.Events;

/// <summary>Which bursting terms go together: how many independent voices use two of them in one post.</summary>
/// <remarks>Trending is told apart from clustering, as in Fedoryszak et al. (KDD 2019): only terms that burst are nodes, so the graph is small at any rate of posts.
/// What a burst shares with others is counted when it is told, from its own voices; nothing else is read again.</remarks>
internal sealed class BurstGraph(EventOptions options, LiveBursts live)
{
    private readonly HashSet<ulong> _origins = [];
    private readonly Dictionary<LiveBurst, int> _number = [];
    private readonly List<LiveBurst> _nodes = [];
    private readonly List<(int, int, double)> _edges = [];
    private readonly HashSet<LiveBurst> _told = [];

    /// <summary>The communities with a burst that was told now, each with its terms ascending; in the order of their lowest terms. A burst that goes with no other is in none.</summary>
    public List<List<LiveBurst>> Tell(IReadOnlyList<Burst> bursts)
    {
        _told.Clear();
        foreach (var burst in bursts)
        {
            _told.Add(live.Tell(burst));
        }
        foreach (var told in _told)
        {
            Relate(told);
        }
        GatherNodes();
        if (_nodes.Count == 0)
        {
            return [];
        }
        GatherEdges();
        var community = Louvain.Communities(_nodes.Count, _edges);
        return [.. Enumerable.Range(0, _nodes.Count)
            .GroupBy(i => community[i], i => _nodes[i])
            .Where(group => group.Any(_told.Contains))
            .OrderBy(group => group.Key)
            .Select(group => group.ToList())
            .Where(group => group.Count > 1)];
    }

    private void Relate(LiveBurst node)
    {
        foreach (var other in node.Shared.Keys)
        {
            other.Shared.Remove(node);
        }
        node.Shared.Clear();
        _origins.Clear();
        foreach (var voice in node.Burst.Voices)
        {
            if (!_origins.Add(voice.Origin))
            {
                continue;
            }
            foreach (ref readonly var use in voice.Post.Terms.AsSpan())
            {
                if (live[use.Term] is { } other && other != node)
                {
                    node.Shared[other] = node.Shared.GetValueOrDefault(other) + 1;
                }
            }
        }
        node.Origins = _origins.Count;
        foreach (var (other, count) in node.Shared)
        {
            other.Shared[node] = count;
        }
    }

    private double Affinity(LiveBurst a, LiveBurst b, int shared) =>
        shared < options.MinShared ? 0 : Math.Min(1, shared / Math.Sqrt((double)a.Origins * b.Origins));

    private void GatherNodes()
    {
        _number.Clear();
        foreach (var node in _told)
        {
            foreach (var (other, shared) in node.Shared)
            {
                if (Affinity(node, other, shared) >= options.MinAffinity)
                {
                    _number[node] = _number[other] = 0;
                }
            }
        }
        _nodes.Clear();
        _nodes.AddRange(_number.Keys);
        _nodes.Sort(static (a, b) => a.Term.Value.CompareTo(b.Term.Value));
        for (var i = 0; i < _nodes.Count; i++)
        {
            _number[_nodes[i]] = i;
        }
    }

    private void GatherEdges()
    {
        _edges.Clear();
        for (var i = 0; i < _nodes.Count; i++)
        {
            foreach (var (other, shared) in _nodes[i].Shared)
            {
                if (_number.TryGetValue(other, out var k) && k > i && Affinity(_nodes[i], other, shared) is var affinity && affinity >= options.MinAffinity)
                {
                    _edges.Add((i, k, affinity));
                }
            }
        }
        _edges.Sort();
    }
}
