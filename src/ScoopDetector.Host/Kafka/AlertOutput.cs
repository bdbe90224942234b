using ScoopDetector.Alerts;
using ScoopDetector.Host.Files;

namespace ScoopDetector.Host.Kafka;

/// <summary>Where alerts go: the alerts topic, and a file if one is wanted. Each of them knows by itself what it was told before.</summary>
internal sealed class AlertOutput : IDisposable
{
    private readonly AlertPublisher _publisher;
    private readonly AlertFile? _file;

    /// <param name="options">Which Kafka.</param>
    /// <param name="folder">For alerts.jsonl; null for none.</param>
    /// <param name="pastIsWhole">See <see cref="AlertMemory"/>.</param>
    /// <param name="link">How it stands with Kafka.</param>
    /// <param name="stop">Gives up.</param>
    public AlertOutput(KafkaOptions options, string? folder, bool pastIsWhole, BrokerLink link, CancellationToken stop)
    {
        _publisher = new(options, link, stop);
        _publisher.Resume(pastIsWhole);
        _file = folder is null ? null : new(folder, pastIsWhole);
    }

    /// <returns>Whether it is new on the topic.</returns>
    public bool Send(Alert alert)
    {
        _file?.Write(alert);
        return _publisher.Send(alert);
    }

    public void Settle(CancellationToken stop)
    {
        _publisher.Settle(stop);
        _file?.Settle();
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _file?.Dispose();
    }
}
