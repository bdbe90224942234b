using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.State;

namespace ScoopDetector.Tallies;

/// <summary>One <see cref="PaneCutter"/> for each partition: a part is a partition's, so that a rebalance moves work, not meaning.</summary>
internal sealed class PartitionCutters(TallyOptions options, TimeProvider clock, DropCounts drops) : IStage<PostBatch, PanePart>, IStateful
{
    private readonly SortedDictionary<int, PaneCutter> _cutters = [];

    public void Accept(PostBatch batch, Action<PanePart> emit)
    {
        if (!_cutters.TryGetValue(batch.Partition, out var cutter) || batch.IsRestart)
        {
            _cutters[batch.Partition] = cutter = Cutter(batch.Partition);
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

    public void Save(StateWriter writer)
    {
        writer.Count(_cutters.Count);
        foreach (var (partition, cutter) in _cutters)
        {
            writer.Count(partition);
            cutter.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        for (var count = reader.Length(); count > 0; count--)
        {
            var partition = reader.Count();
            (_cutters[partition] = Cutter(partition)).Load(reader);
        }
    }

    private PaneCutter Cutter(int partition) => new(partition, options, clock, drops);
}
