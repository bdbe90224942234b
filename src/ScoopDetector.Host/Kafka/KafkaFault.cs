namespace ScoopDetector.Host.Kafka;

/// <summary>Kafka refuses what waiting will not mend: one line that names the fault and the mend; the process ends with exit code 1.</summary>
internal sealed class KafkaFault(string message) : Exception(message);
