using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary>The wire of <c>truth.json</c> and of the scores, both in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TruthFile))]
[JsonSerializable(typeof(ScoreCards))]
[JsonSerializable(typeof(double[]))]
public sealed partial class EvaluationJson : JsonSerializerContext;
