using System.Reactive.Subjects;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>A role's pipeline, newly built, between its topic and what takes its results.</summary>
internal sealed class RoleOutput<T> : IRecordReceiver<T>
{
    private readonly Subject<T> _records;
    private readonly IDisposable _pipeline;
    private readonly Action<CancellationToken> _settle;
    private readonly Action _close;

    /// <param name="compose">Puts the role's method of the pipeline behind the records, and its results into the sink.</param>
    /// <param name="state">What the pipeline begins with; null where it is not to be saved.</param>
    /// <param name="settle">Waits for the sink.</param>
    /// <param name="close">Closes the sink.</param>
    public RoleOutput(Func<IObservable<T>, IDisposable> compose, PipelineState? state, Action<CancellationToken> settle, Action close)
    {
        (_records, _settle, _close) = (new(), settle, close);
        try
        {
            _pipeline = compose(_records);
            state?.Loaded();
        }
        catch
        {
            // Nobody else can any more.
            close();
            throw;
        }
    }

    public void OnNext(T record) => _records.OnNext(record);

    public void OnCompleted() => _records.OnCompleted();

    public void Settle(CancellationToken stop) => _settle(stop);

    public void Dispose()
    {
        _pipeline.Dispose();
        _records.Dispose();
        _close();
    }
}
