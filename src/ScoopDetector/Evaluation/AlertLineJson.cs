using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary>The wire of a line of <c>alerts.jsonl</c>, in camel case, as far as scoring reads it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AlertLine))]
public sealed partial class AlertLineJson : JsonSerializerContext;
