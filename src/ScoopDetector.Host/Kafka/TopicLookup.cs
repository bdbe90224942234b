using Confluent.Kafka;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Kafka;

/// <summary>Waits at the start until Kafka is there and has the topic.</summary>
internal sealed partial class TopicLookup(KafkaOptions options, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="topic">The topic.</param>
    /// <param name="once">Fail at the first fault instead of waiting for its mend.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>How many partitions it has.</returns>
    public int Partitions(string topic, bool once, CancellationToken stop)
    {
        var backOff = new BackOff(options.BackOff, options.BackOffMost);
        var last = default(Error);
        var said = "";
        using var client = Client(error => last = Worse(last, error));
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var fault = Look(client, topic, ref last, out var partitions);
            if (fault is null)
            {
                return partitions;
            }
            if (once || last?.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed)
            {
                throw new KafkaFault(fault);
            }
            var pause = backOff.Next();
            if (fault != said)
            {
                // Once for each reason: how it stands is at /health/ready.
                LogWaiting(log, said = fault);
            }
            stop.WaitHandle.WaitOne(pause);
        }
    }

    /// <summary>The first client that a process builds: here it shows whether librdkafka knows the properties that were passed through.</summary>
    private IAdminClient Client(Action<Error> report)
    {
        try
        {
            return new AdminClientBuilder(ClientConfigs.Look(options, "lookup")).SetErrorHandler((_, error) => report(error)).SetLogHandler((_, _) => { }).Build();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"Kafka:Properties: librdkafka refuses it: {fault.Message}. Use names and values from its documentation.");
        }
    }

    private string? Look(IAdminClient client, string topic, ref Error? last, out int partitions)
    {
        partitions = 0;
        try
        {
            var found = client.GetMetadata(topic, Patience).Topics.Single(found => found.Topic == topic);
            partitions = found.Partitions.Count;
            return found.Error.Code switch
            {
                ErrorCode.NoError when partitions > 0 => null,
                ErrorCode.TopicAuthorizationFailed => $"Topic {topic} at {options.BootstrapServers} may not be read: grant the user of this process access to it.",
                _ => $"Topic {topic} does not exist at {options.BootstrapServers}: create it (infra/docs/kafka.md tells how), or name another in the settings.",
            };
        }
        catch (KafkaException fault)
        {
            last ??= fault.Error;
            return last.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed
                ? $"Kafka at {options.BootstrapServers} does not accept these credentials ({last.Reason}): check the sasl and ssl properties."
                : $"Kafka at {options.BootstrapServers} cannot be reached ({last.Reason}): start it, or name another address. Without a Kafka there are demo, replay, and run with --embedded.";
        }
    }

    /// <summary>That credentials were refused says more than that the connection then went down.</summary>
    private static Error Worse(Error? before, Error now) => before?.Code == ErrorCode.Local_Authentication ? before : now;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} It is tried again until it works.")]
    private static partial void LogWaiting(ILogger log, string fault);
}
