namespace ScoopDetector.State;

/// <summary>The stages of one running pipeline, by name, so that what they know can be saved together, between any two inputs.</summary>
/// <remarks>To be saved on the thread that drives the pipeline. What was saved goes on as if nothing had happened: the same inputs give the same alerts, to the byte.</remarks>
public sealed class PipelineState
{
    private readonly List<(string Name, IStateful Stage)> _stages = [];

    // Made and told what was saved of them, and not yet asked for by the pipeline that is to run.
    private readonly Dictionary<string, IStateful> _ready = [];
    private StateReader? _from;

    /// <param name="from">What newly made stages begin with; null for nothing.</param>
    internal PipelineState(StateReader? from = null) => _from = from;

    /// <summary>No stage is there yet.</summary>
    internal bool IsEmpty => _stages.Count == 0;

    /// <summary>The stages that are there were made to see whether they take what was saved: they are those of the pipeline that is made next.</summary>
    internal void Probed()
    {
        foreach (var (name, stage) in _stages)
        {
            _ready.Add(name, stage);
        }
        _stages.Clear();
    }

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
    /// <returns>The stage; where one was made already to see whether it takes that (<see cref="Probed"/>), that one.</returns>
    internal T Keep<T>(string name, T stage)
        where T : IStateful
    {
        if (_ready.Remove(name, out var ready))
        {
            stage = (T)ready;
        }
        else if (_from is not null)
        {
            _from.Open(name);
            stage.Load(_from);
            _from.Close();
        }
        _stages.Add((name, stage));
        return stage;
    }
}
