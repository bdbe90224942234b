using System.Runtime.ExceptionServices;

namespace ScoopDetector.Host.Kafka;

/// <summary>Keeps what fails in a callback of librdkafka until the callback has returned: thrown inside it, it would leave a client that never closes.</summary>
internal sealed class CallbackFault
{
    private ExceptionDispatchInfo? _first;

    public void Keep(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception failure)
        {
            _first ??= ExceptionDispatchInfo.Capture(failure);
        }
    }

    public void ThrowIfAny() => _first?.Throw();
}
