using System.Text.Json.Nodes;

namespace ScoopDetector.Host.Tests.Deploy;

// Kinds that come with an operator, and that Kubernetes' own client does not know: the fields that we use, and no others.

internal sealed record CustomMetadata(string Name, string? Namespace = null);

internal sealed record ScaledObject(string ApiVersion, string Kind, CustomMetadata Metadata, ScaledObjectSpec Spec);

internal sealed record ScaledObjectSpec(ScaleTarget ScaleTargetRef, int PollingInterval, int MinReplicaCount, int MaxReplicaCount, ScaleTrigger[] Triggers, JsonObject? Advanced = null);

internal sealed record ScaleTarget(string Name);

internal sealed record ScaleTrigger(string Type, KafkaTrigger Metadata);

/// <summary>All texts, as KEDA wants them.</summary>
internal sealed record KafkaTrigger(string BootstrapServers, string ConsumerGroup, string Topic, string LagThreshold, string OffsetResetPolicy);

internal sealed record PodMonitor(string ApiVersion, string Kind, CustomMetadata Metadata, PodMonitorSpec Spec);

internal sealed record PodMonitorSpec(string JobLabel, LabelChoice Selector, PodEndpoint[] PodMetricsEndpoints);

internal sealed record LabelChoice(IReadOnlyDictionary<string, string> MatchLabels, LabelExpression[]? MatchExpressions = null);

internal sealed record LabelExpression(string Key, string Operator, string[] Values);

internal sealed record PodEndpoint(string Port, string Path, string Interval, PodAuthorization Authorization);

internal sealed record PodAuthorization(string Type, SecretKey Credentials);

internal sealed record SecretKey(string Name, string Key);

internal sealed record PrometheusRule(string ApiVersion, string Kind, CustomMetadata Metadata, PrometheusRuleSpec Spec);

internal sealed record PrometheusRuleSpec(RuleGroup[] Groups);

internal sealed record RuleGroup(string Name, AlertingRule[] Rules);

internal sealed record AlertingRule(string Alert, string Expr, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, string? For = null);
