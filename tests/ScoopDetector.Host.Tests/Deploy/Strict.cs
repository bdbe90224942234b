using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Tests.Deploy;

/// <summary>Reads a form that is known field by field: one that is misspelt, of another type or missing is a fault that names it.</summary>
internal static class Strict
{
    /// <summary>As Kubernetes writes its fields: <c>readOnly</c>.</summary>
    public static readonly JsonSerializerOptions Camel = Options(JsonNamingPolicy.CamelCase);

    /// <summary>As Compose and Prometheus write theirs: <c>read_only</c>.</summary>
    public static readonly JsonSerializerOptions Snake = Options(JsonNamingPolicy.SnakeCaseLower);

    /// <exception cref="JsonException">It is not of the form.</exception>
    public static T Read<T>(JsonNode tree, JsonSerializerOptions form) => tree.Deserialize<T>(form)!;

    private static JsonSerializerOptions Options(JsonNamingPolicy names) => new()
    {
        PropertyNamingPolicy = names,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
