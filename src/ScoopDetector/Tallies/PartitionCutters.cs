using ScoopDetector.Posts;
using ScoopDetector.Stages;

namespace ScoopDetector.Tallies;

/// <summary>One <see cref="PaneCutter"/> for each partition: a part is a partition's, so that a rebalance moves work, not meaning.</summary>
internal sealed class PartitionCutters(TallyOptions options, TimeProvider clock, DropCounts drops) : IStage<PostBatch, PanePart>
{
    private readonly SortedDictionary<int, PaneCutter> _cutters = [];

    public void Accept(PostBatch batch, Action<PanePart> emit)
    {
        if (!_cutters.TryGetValue(batch.Partition, out var cutter) || batch.IsRestart)
        {
            _cutters[batch.Partition] = cutter = new(batch.Partition, options, clock, drops);
        }
        cutter.Accept(batch, emit);
    }

    public void Complete(Action<PanePart> emit)
    {
        foreach (var cutter in _cutters.Values)
        {
            cutter.Complete(emit);
        }
    }
}
