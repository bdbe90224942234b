namespace ScoopDetector.State;

/// <summary>The stages of one running pipeline, by name, so that what they know can be saved together, between any two inputs.</summary>
/// <remarks>To be saved on the thread that drives the pipeline. What was saved goes on as if nothing had happened: the same inputs give the same alerts, to the byte.</remarks>
public sealed class PipelineState
{
    private readonly List<(string Name, IStateful Stage)> _stages = [];

    // Made and told what was saved of them, and not yet asked for by the pipeline that is to run.
    private readonly Dictionary<string, IStateful> _ready = [];
    private readonly List<Task> _loading = [];
    private StateFile? _from;

    /// <param name="from">What newly made stages begin with; null for nothing.</param>
    internal PipelineState(StateFile? from = null) => _from = from;

    /// <summary>The stages that are there were made to see whether they take what was saved: they are those of the pipeline that is made next.</summary>
    /// <exception cref="StateFault">One of them does not.</exception>
    internal void Probed()
    {
        AwaitLoading();
        foreach (var (name, stage) in _stages)
        {
            _ready.Add(name, stage);
        }
        _stages.Clear();
    }

    /// <summary>All stages are there: waits until each knows what was saved of it. Before this they must be given nothing.</summary>
    /// <exception cref="StateFault">One of them does not take what was saved.</exception>
    internal void Loaded()
    {
        AwaitLoading();
        _from?.Dispose();
        _from = null;
    }

    internal void Save(StateWriter writer)
    {
        foreach (var (name, stage) in _stages)
        {
            writer.Begin(name);
            stage.Save(writer);
        }
    }

    /// <summary>Takes a newly made stage in, and begins to tell it what was saved of it (see <see cref="Loaded"/>): the stages learn it side by side.</summary>
    /// <returns>The stage; where one was made already to see whether it takes that (<see cref="Probed"/>), that one.</returns>
    internal T Keep<T>(string name, T stage)
        where T : IStateful
    {
        if (_ready.Remove(name, out var ready))
        {
            stage = (T)ready;
        }
        else if (_from is { } file)
        {
            _loading.Add(Task.Run(() => file.Read(name, stage.Load)));
        }
        _stages.Add((name, stage));
        return stage;
    }

    private void AwaitLoading()
    {
        Task.WhenAll(_loading).GetAwaiter().GetResult();
        _loading.Clear();
    }
}
