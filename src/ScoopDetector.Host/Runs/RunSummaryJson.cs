using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Runs;

/// <summary>The summary as JSON that people read too: indented, all scripts as they are.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class RunSummaryJson : JsonSerializerContext
{
    private static readonly RunSummaryJson ForPeople = new(new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>What the run was run with; null if it says nothing of it.</summary>
    /// <exception cref="JsonException">It is no summary.</exception>
    public static ScoopOptions? OptionsIn(Stream json)
    {
        using var summary = JsonDocument.Parse(json);
        return summary.RootElement.ValueKind == JsonValueKind.Object && summary.RootElement.TryGetProperty("options", out var options) ? options.Deserialize(ForPeople.ScoopOptions) : null;
    }

    public static byte[] Write(RunSummary summary) => [.. JsonSerializer.SerializeToUtf8Bytes(summary, ForPeople.RunSummary), (byte)'\n'];
}
