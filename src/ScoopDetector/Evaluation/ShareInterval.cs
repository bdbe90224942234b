using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary>A 95 % interval of a share, both ends in [0, 1]; written as <c>[low, high]</c>.</summary>
[JsonConverter(typeof(ShareIntervalConverter))]
public readonly record struct ShareInterval(double Low, double High);
