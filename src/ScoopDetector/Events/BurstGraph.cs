using ScoopDetector.Bursts;

namespace ScoopDetector.Events;

/// <summary>Which bursting terms go together: how many independent voices use two of them in one post.</summary>
/// <remarks>Trending is told apart from clustering, as in Fedoryszak et al. (KDD 2019): only terms that burst are nodes, so the graph is small at any rate of posts.
/// What a burst shares with others is counted when it is told, from its own voices; nothing else is read again.</remarks>
internal sealed class BurstGraph(EventOptions options, BurstOptions bursts, LiveBursts live, Placement placement)
{
    /// <summary>How even what is left of a burst can be at best, as the shape of a gamma distribution: the burst's own is not known here, so it is taken to be rough.</summary>
    private const double Evenness = 2;

    private readonly HashSet<ulong> _origins = [];
    private readonly Dictionary<LiveBurst, int> _number = [];
    private readonly List<LiveBurst> _nodes = [];
    private readonly List<(int, int, double)> _edges = [];
    private readonly HashSet<LiveBurst> _told = [];

    private long _now;

    /// <summary>The communities with a burst that was told now, each with its terms ascending; in the order of their lowest terms. A burst that goes with no other is in none.</summary>
    public List<List<LiveBurst>> Communities(IReadOnlyList<LiveBurst> told, long now)
    {
        _told.Clear();
        _now = now;
        foreach (var burst in told)
        {
            if (Relate(burst))
            {
                _told.Add(burst);
            }
        }
        if (_told.Count == 0)
        {
            return [];
        }
        GatherNodes();
        var alone = _told.Where(told => !_number.ContainsKey(told)).OrderBy(told => told.Term.Value).Select(told => new List<LiveBurst> { told });
        return _nodes.Count == 0 ? [.. alone] : [.. Linked(), .. alone];
    }

    private IEnumerable<List<LiveBurst>> Linked()
    {
        GatherEdges();
        var community = Louvain.Communities(_nodes.Count, _edges);
        return Enumerable.Range(0, _nodes.Count)
            .GroupBy(i => community[i], i => _nodes[i])
            .Where(group => group.Any(_told.Contains))
            .OrderBy(group => group.Key)
            .Select(group => group.ToList());
    }

    /// <summary>Links the burst by its free voices; false if what is free of it is no burst.</summary>
    private bool Relate(LiveBurst node)
    {
        foreach (var other in node.Shared.Keys)
        {
            other.Shared.Remove(node);
        }
        node.Shared.Clear();
        node.Origins = 0;
        if (!IsFreeBurst(node))
        {
            return false;
        }
        _origins.Clear();
        foreach (var voice in node.Free)
        {
            if (!_origins.Add(voice.Origin))
            {
                continue;
            }
            foreach (ref readonly var use in voice.Post.Terms.AsSpan())
            {
                if (live[use.Term] is { } other && other != node && other.FreeExcess > 0)
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
        return true;
    }

    private bool IsFreeBurst(LiveBurst node)
    {
        var burst = node.Burst;
        node.Free.Clear();
        _origins.Clear();
        var from = _now - (long)burst.Window.TotalMilliseconds;
        var taken = 0;
        foreach (var voice in burst.Voices)
        {
            if (placement.IsFree(voice))
            {
                node.Free.Add(voice);
                if (voice.Post.ObservedAt >= from)
                {
                    _origins.Add(voice.Origin);
                }
            }
            else
            {
                taken++;
            }
        }
        if (taken == 0)
        {
            node.FreeExcess = node.Excess;
            return true;
        }
        var independent = _origins.Count;
        node.FreeExcess = independent == 0 ? 0 : Math.Clamp(1 - (burst.Usual / independent), 0, 1);
        if (independent < bursts.MinVoices || independent < bursts.MinRatio * burst.Usual || NegativeBinomial.Surprise(independent, Math.Max(burst.Usual, 0.001), Evenness) < bursts.MinSurprise)
        {
            node.FreeExcess = 0;
            return false;
        }
        return true;
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
