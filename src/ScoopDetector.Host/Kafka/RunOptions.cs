namespace ScoopDetector.Host.Kafka;

/// <summary>How a run goes, beyond what the settings say.</summary>
/// <param name="Role">Which part of the pipeline.</param>
/// <param name="UntilDrained">End once everything on the topic was read, as if the stream had ended: open panes are completed.</param>
/// <param name="Once">Fail if Kafka is not there, instead of waiting for it.</param>
/// <param name="Out">The folder for alerts.jsonl; null for none.</param>
internal sealed record RunOptions(Role Role = Role.All, bool UntilDrained = false, bool Once = false, string? Out = null);
