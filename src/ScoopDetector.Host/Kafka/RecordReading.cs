using Confluent.Kafka;
using ScoopDetector.Host.Checkpoints;

namespace ScoopDetector.Host.Kafka;

/// <summary>Tells the records of a topic between roles from what else lies there, and knows how far it was read.</summary>
/// <param name="topic">Of one partition.</param>
/// <param name="agreement">On what its records were made with.</param>
/// <param name="from">How far it was read before; null where nothing is known of that.</param>
internal sealed class RecordReading<T>(string topic, Agreement agreement, LogPosition? from)
    where T : class
{
    private readonly Fence _fence = new(from?.Claim ?? Fence.Unclaimed);

    /// <summary>Is told of the topic and the offset of each record that is left out as stale.</summary>
    public Action<string, long>? Fenced { get; init; }

    /// <summary>Is told of the topic and the offset of each record that can be read by nobody.</summary>
    public Action<string, long>? Skipped { get; init; }

    /// <summary>How far it is read; null where it begins without knowing and nothing has come.</summary>
    public LogPosition? Position { get; private set; } = from;

    /// <summary>Something has come.</summary>
    public bool HasBegun { get; private set; }

    /// <exception cref="Verbs.UsageException">It was made with other settings.</exception>
    public void Take(ConsumeResult<Ignore, T?> message, Action<T> hear)
    {
        Hear(message, _fence.Judge(message), hear);
        Position = new(0, message.Offset.Value + 1, message.Message.Timestamp.UnixTimestampMs, _fence.Newest);
        HasBegun = true;
    }

    private void Hear(ConsumeResult<Ignore, T?> message, Hearing hearing, Action<T> hear)
    {
        if (hearing == Hearing.Stale)
        {
            Fenced?.Invoke(topic, message.Offset.Value);
        }
        if (hearing != Hearing.Heard)
        {
            return;
        }
        if (message.Message.Value is not null || Agreement.IsTold(message.Message.Headers))
        {
            agreement.Require(message.Message.Headers);
        }
        if (message.Message.Value is { } record)
        {
            hear(record);
        }
        else
        {
            Skipped?.Invoke(topic, message.Offset.Value);
        }
    }
}
