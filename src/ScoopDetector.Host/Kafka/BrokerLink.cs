using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Knows whether one adapter reaches Kafka, for health and for the log: one line when it fails, one for each other reason that then shows, one when it is mended.</summary>
/// <remarks>librdkafka itself reconnects for ever with bounded back-off; this only makes it visible. Safe to call from any thread.</remarks>
/// <param name="name">Of the adapter.</param>
/// <param name="servers">Where Kafka is.</param>
/// <param name="clock">Says since when it stands as it does.</param>
/// <param name="log">Gets the lines.</param>
internal sealed partial class BrokerLink(string name, string servers, TimeProvider clock, ILogger log)
{
    public const string NotYet = "not yet reached";

    private const string NoAnswer = "no broker answers";

    private readonly Lock _lock = new();

    // Of the outage that goes on: each attempt fails anew, in turn for every broker, and a line for each would bury what is new.
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private string? _why;
    private long? _mendedAt;

    public string Name => name;

    public LinkState State { get; private set; } = new(false, clock.GetUtcNow(), NotYet);

    /// <summary>For how long it has worked again after a fault: nought while it is broken; null if it never was.</summary>
    public TimeSpan? MendedFor
    {
        get
        {
            lock (_lock)
            {
                return State.IsBroken ? TimeSpan.Zero : _mendedAt is { } moment ? clock.GetElapsedTime(moment) : null;
            }
        }
    }

    /// <remarks>One connection that is lost is no fault, and how many brokers are down is no reason: the reason is what was heard of the connection before.</remarks>
    public void Report(Error error)
    {
        lock (_lock)
        {
            switch (error.Code)
            {
                case ErrorCode.Local_Transport or ErrorCode.Local_TimedOut:
                    _why = Plain(error.Reason);
                    if (State.IsBroken)
                    {
                        Fail(_why);
                    }
                    break;
                case ErrorCode.Local_AllBrokersDown when _why is null && !State.IsBroken:
                    // Why will be known when the next attempt fails.
                    State = new(false, clock.GetUtcNow(), NoAnswer);
                    break;
                case ErrorCode.Local_AllBrokersDown:
                    Fail(_why ?? NoAnswer);
                    break;
                case var code when error.IsFatal || code is ErrorCode.Local_Authentication or ErrorCode.Local_Resolve
                    or ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.SaslAuthenticationFailed:
                    Fail(_why = Plain(error.Reason));
                    break;
            }
        }
    }

    public void Fail(string reason)
    {
        lock (_lock)
        {
            if (_said.Add(Kind(reason)))
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
            _mendedAt = State.IsBroken ? clock.GetTimestamp() : _mendedAt;
            if (State.IsBroken && _said.Count == 0)
            {
                LogPassed(log, name, servers, (clock.GetUtcNow() - State.Since).TotalSeconds);
            }
            _said.Clear();
            _why = null;
            State = new(true, clock.GetUtcNow(), null);
            LogUp(log, name, servers);
        }
    }

    /// <summary>A message that cannot be read was passed over.</summary>
    public void Skipped(string topic, long offset) => LogSkipped(log, name, topic, offset);

    /// <summary>Not as it should be; nothing else is to be done about it.</summary>
    public void NotFreed(string why) => LogNotFreed(log, name, why);

    /// <summary>Without how many milliseconds it took and how often it was the same.</summary>
    private static string Plain(string reason) => reason.IndexOf(" (after ", StringComparison.Ordinal) is > 0 and var end ? reason[..end] : reason;

    /// <summary>What is wrong, without whose connection it is: <c>Connection refused</c>.</summary>
    private static string Kind(string reason) => reason[(reason.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..];

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name}: the record at offset {Offset} of {Topic} is none of ours; it is passed over.")]
    private static partial void LogSkipped(ILogger log, string name, string topic, long offset);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: the client of Kafka is not freed cleanly ({Why}); the end of the process will.")]
    private static partial void LogNotFreed(ILogger log, string name, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: Kafka at {Servers} cannot be reached: {Reason}. Nothing is lost; it is tried again until it works.")]
    private static partial void LogFault(ILogger log, string name, string servers, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name}: Kafka at {Servers} was not reached for {Seconds:0.#} s.")]
    private static partial void LogPassed(ILogger log, string name, string servers, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name}: Kafka at {Servers} is reached.")]
    private static partial void LogUp(ILogger log, string name, string servers);
}
