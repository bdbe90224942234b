using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Knows whether one adapter reaches Kafka, for health and for the log: one line when it fails, one when it is mended.</summary>
/// <remarks>librdkafka itself reconnects for ever with bounded back-off; this only makes it visible. Safe to call from any thread.</remarks>
internal sealed partial class BrokerLink(string name, string servers, TimeProvider clock, ILogger log)
{
    public const string NotYet = "not yet reached";

    private readonly Lock _lock = new();

    public string Name => name;

    public LinkState State { get; private set; } = new(false, clock.GetUtcNow(), NotYet);

    public void Report(Error error)
    {
        if (error.IsFatal || error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.Local_Resolve
            or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.SaslAuthenticationFailed)
        {
            Fail(error.Reason);
        }
    }

    public void Fail(string reason)
    {
        lock (_lock)
        {
            if (State.IsUp || State.Fault != reason)
            {
                State = new(false, clock.GetUtcNow(), reason);
                LogFault(log, name, servers, reason);
            }
        }
    }

    public void Works()
    {
        if (State.IsUp)
        {
            return;
        }
        lock (_lock)
        {
            State = new(true, clock.GetUtcNow(), null);
            LogUp(log, name, servers);
        }
    }

    /// <summary>A message that cannot be read was passed over.</summary>
    public void Skipped(string topic, long offset) => LogSkipped(log, name, topic, offset);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name}: the record at offset {Offset} of {Topic} is none of ours; it is passed over.")]
    private static partial void LogSkipped(ILogger log, string name, string topic, long offset);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: Kafka at {Servers} cannot be reached: {Reason}. Nothing is lost; it is tried again until it works.")]
    private static partial void LogFault(ILogger log, string name, string servers, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name}: Kafka at {Servers} is reached.")]
    private static partial void LogUp(ILogger log, string name, string servers);
}
