namespace ScoopDetector.Host.Store;

/// <summary>Knows whether the store can be written, for health and for the log: one line when it cannot, one when it can again. Safe to use from any thread.</summary>
/// <remarks>A change that succeeds does not end a fault, as a small one may find room where a large one does not: whoever waits for the store says when it works again.</remarks>
internal sealed partial class StoreHealth(ILogger log)
{
    private readonly Lock _lock = new();
    private volatile string? _fault;
    private long _failures;

    /// <summary>Why it cannot be written, in words; null while it can.</summary>
    public string? Fault => _fault;

    /// <summary>Changes that could not be kept.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Failed(StoreFault fault)
    {
        Interlocked.Increment(ref _failures);
        lock (_lock)
        {
            if (_fault != fault.Message)
            {
                _fault = fault.Message;
                LogFault(log, fault.Message);
            }
        }
    }

    public void Works()
    {
        lock (_lock)
        {
            if (_fault is not null)
            {
                _fault = null;
                LogWorks(log);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "desk: {Fault}. Alerts wait on their topic and nothing is lost; it is tried again until it works.")]
    private static partial void LogFault(ILogger log, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "desk: the store is written again.")]
    private static partial void LogWorks(ILogger log);
}
