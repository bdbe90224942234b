using CsCheck;
using ScoopDetector.Events;
using Xunit;

namespace ScoopDetector.Tests.Events;

public sealed class LouvainTests
{
    [Fact]
    public void Two_cliques_with_one_weak_bridge_are_two_communities()
    {
        var community = Louvain.Communities(6, [(0, 1, 1), (1, 2, 1), (0, 2, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1), (2, 3, 0.2)]);

        Assert.Equal([0, 0, 0, 3, 3, 3], community);
    }

    [Fact]
    public void Nodes_without_edges_stay_alone() => Assert.Equal([0, 1, 2], Louvain.Communities(3, []));

    [Fact]
    public void Any_graph_ends_with_each_node_in_the_community_of_a_member() =>
        Gen.Select(Gen.Int[2, 14], Gen.Select(Gen.Int[0, 13], Gen.Int[0, 13], Gen.Double[0.1, 2]).Array[0, 60]).Sample((nodes, links) =>
        {
            var edges = links.Where(link => link.Item1 < link.Item2 && link.Item2 < nodes).DistinctBy(link => (link.Item1, link.Item2)).ToList();
            var community = Louvain.Communities(nodes, edges);
            return community.All(of => community[of] == of) && Louvain.Communities(nodes, edges).SequenceEqual(community);
        }, iter: 500);
}
