using System.Text;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Kafka;

/// <summary>Publishes alerts as CloudEvents, each once: those on the topic already are muted while the stream is read again.</summary>
internal sealed class AlertPublisher(KafkaOptions options, BrokerLink link, CancellationToken stop) : IDisposable
{
    private readonly TopicProducer _producer = new(options, "report", options.AlertsTopic, link, stop);
    private AlertMemory _memory = new(pastIsWhole: true);

    /// <summary>Alerts that had been told before.</summary>
    public long Muted { get; private set; }

    public long Published { get; private set; }

    /// <summary>Learns from the topic what was told already.</summary>
    /// <param name="pastIsWhole">See <see cref="AlertMemory"/>.</param>
    public void Resume(bool pastIsWhole)
    {
        _memory = new(pastIsWhole);
        foreach (var message in new TopicTail(options, options.AlertsTopic).Read(stop))
        {
            if (CloudEvent.TryRead(message.Message.Headers, out var eventId, out var revision, out var alertedAt))
            {
                _memory.Remember(eventId, revision, alertedAt);
            }
        }
    }

    /// <returns>Whether it was told; otherwise it had been before.</returns>
    public bool Send(Alert alert)
    {
        if (_memory.Knows(alert))
        {
            Muted++;
            return false;
        }
        _producer.Send(Encoding.UTF8.GetBytes(alert.EventId), AlertJson.Write(alert), CloudEvent.Headers(alert, options.AlertSource));
        Published++;
        return true;
    }

    public void Settle(CancellationToken stop) => _producer.Settle(stop);

    public void Dispose() => _producer.Dispose();
}
