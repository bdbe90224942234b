using System.Text;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Kafka;

/// <summary>Publishes alerts as CloudEvents, each once: those on the topic already are muted while the stream is read again.</summary>
internal sealed class AlertPublisher(KafkaOptions options, BrokerLink link, CancellationToken stop) : IDisposable
{
    private readonly ClaimedTopic _topic = new(options, "report", options.AlertsTopic, options.AlertSource, link, stop);
    private AlertMemory _memory = new(pastIsWhole: true);

    /// <summary>Alerts that had been told before.</summary>
    public long Muted { get; private set; }

    public long Published { get; private set; }

    /// <summary>Claims the topic, and learns from it what was told already.</summary>
    /// <param name="pastIsWhole">See <see cref="AlertMemory"/>.</param>
    public void Resume(bool pastIsWhole)
    {
        _topic.Claim(CloudEvent.ClaimHeaders(options.AlertSource), stop);
        _memory = new(pastIsWhole);
        foreach (var message in new AlertTail(options).Read(stop))
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
        // Alerts are few, and others than ours read them: it is worth a question whether they are still ours to tell.
        _topic.Settle(stop);
        _topic.Send(Encoding.UTF8.GetBytes(alert.EventId), AlertJson.Write(alert), CloudEvent.Headers(alert, options.AlertSource));
        Published++;
        return true;
    }

    public void Settle(CancellationToken stop) => _topic.Settle(stop);

    public void Dispose() => _topic.Dispose();
}
