using System.Reactive.Subjects;
using ScoopDetector.State;

namespace ScoopDetector.Host.Kafka;

/// <summary>A role's pipeline, newly built, between its topic and what takes its results.</summary>
/// <param name="compose">Puts the role's method of the pipeline behind the records, and its results into the sink.</param>
/// <param name="state">What the pipeline begins with; null where it is not to be saved.</param>
/// <param name="settle">Waits for the sink.</param>
/// <param name="close">Closes the sink.</param>
internal sealed class RoleOutput<T>(Func<IObservable<T>, IDisposable> compose, PipelineState? state, Action<CancellationToken> settle, Action close) : IRecordReceiver<T>
{
    private readonly Subject<T> _records = new();
    private IDisposable? _pipeline;

    public void OnNext(T record)
    {
        if (_pipeline is null)
        {
            _pipeline = compose(_records);
            state?.Loaded();
        }
        _records.OnNext(record);
    }

    public void OnCompleted() => _records.OnCompleted();

    public void Settle(CancellationToken stop) => settle(stop);

    public void Dispose()
    {
        _pipeline?.Dispose();
        _records.Dispose();
        close();
    }
}
