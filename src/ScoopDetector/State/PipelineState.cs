namespace ScoopDetector.State;

/// <summary>The stages of one running pipeline, by name, so that what they know can be saved together, between any two inputs.</summary>
/// <remarks>To be saved on the thread that drives the pipeline. What was saved goes on as if nothing had happened: the same inputs give the same alerts, to the byte.</remarks>
public sealed class PipelineState
{
    private readonly List<(string Name, IStateful Stage)> _stages = [];
    private StateReader? _from;

    /// <param name="from">What newly made stages begin with; null for nothing.</param>
    internal PipelineState(StateReader? from = null) => _from = from;

    /// <summary>No stage is there yet.</summary>
    internal bool IsEmpty => _stages.Count == 0;

    /// <summary>All stages are there: what they began with need not be held any longer.</summary>
    internal void Loaded() => _from = null;

    internal void Save(StateWriter writer)
    {
        foreach (var (name, stage) in _stages)
        {
            writer.Begin(name);
            stage.Save(writer);
        }
    }

    /// <summary>Takes a newly made stage in, and tells it what was saved of it.</summary>
    internal T Keep<T>(string name, T stage)
        where T : IStateful
    {
        _stages.Add((name, stage));
        if (_from is not null)
        {
            _from.Open(name);
            stage.Load(_from);
            _from.Close();
        }
        return stage;
    }
}
