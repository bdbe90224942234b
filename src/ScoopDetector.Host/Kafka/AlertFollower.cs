using System.Globalization;
using System.Text.Json;
using Confluent.Kafka;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads the alerts topic from its beginning and goes on as alerts come, as any newsroom's program would. Leaves no trace in any group.</summary>
internal sealed class AlertFollower(KafkaOptions options, BrokerLink link)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Is told of the topic and the offset of each record that is left out as stale.</summary>
    public Action<string, long>? Fenced { get; init; }

    public void Run(Action<Alert> tell, CancellationToken stop)
    {
        var fence = new Fence();
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(ClientConfigs.Look(options, "desk"))
            .SetErrorHandler((_, error) => link.Report(error))
            .SetLogHandler((_, _) => { })
            .Build();
        consumer.Assign(new TopicPartitionOffset(options.AlertsTopic, 0, Offset.Beginning));
        while (!stop.IsCancellationRequested)
        {
            if (Next(consumer, stop) is { IsPartitionEOF: false, Message.Value: not null } message)
            {
                link.Works();
                Take(message, fence.Judge(message), tell);
            }
        }
        consumer.Close();
    }

    private void Take(ConsumeResult<Ignore, byte[]> message, Hearing hearing, Action<Alert> tell)
    {
        if (hearing == Hearing.Stale)
        {
            Fenced?.Invoke(message.Topic, message.Offset.Value);
        }
        else if (hearing == Hearing.Heard && Read(message.Message.Value) is { } alert)
        {
            tell(alert);
        }
        else if (hearing == Hearing.Heard)
        {
            link.Skipped(message.Topic, message.Offset);
        }
    }

    /// <summary>Null where nothing has come: a hiccup of the client is no reason to end.</summary>
    private ConsumeResult<Ignore, byte[]>? Next(IConsumer<Ignore, byte[]> consumer, CancellationToken stop)
    {
        try
        {
            return consumer.Consume(Pause);
        }
        catch (ConsumeException fault) when (!fault.Error.IsFatal)
        {
            link.Fail(fault.Error.Reason);
            stop.WaitHandle.WaitOne(Pause);
            return null;
        }
    }

    /// <summary>Null for what is none of ours: one bad record must not blind the desk.</summary>
    public static Alert? Read(byte[] record)
    {
        try
        {
            return AlertJson.Read(record) is { } alert && IsTime(alert.FirstSeenAt) && IsTime(alert.AlertedAt) && IsWhole(alert) ? alert : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The reader sees to members, but not to what stands in lists.</summary>
    private static bool IsWhole(Alert alert) =>
        new IEnumerable<object?>[] { alert.Terms, alert.Languages, alert.Places, alert.Networks, alert.Why, alert.Evidence }.All(list => !list.Contains(null));

    private static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);
}
