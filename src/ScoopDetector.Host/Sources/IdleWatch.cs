namespace ScoopDetector.Host.Sources;

/// <summary>Ends a connection on which nothing was heard for too long: a line that is cut without a word looks like silence.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _stop;

    public IdleWatch(TimeSpan patience, TimeProvider clock, CancellationToken stop)
    {
        (_patience, _stop) = (patience, stop);
        _idle = new(patience, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_idle.Token, stop);
    }

    public CancellationToken Token => _either.Token;

    public void Heard() => _idle.CancelAfter(_patience);

    /// <summary>Waits for something that comes in its time.</summary>
    public async ValueTask<T> OrFault<T>(ValueTask<T> heard)
    {
        try
        {
            var value = await heard;
            Heard();
            return value;
        }
        catch (OperationCanceledException) when (_idle.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            throw new SourceFault($"says nothing for {_patience.TotalSeconds:0.#} s");
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
    }
}
