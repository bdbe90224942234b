using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoopDetector.Alerts;

/// <summary>The alert as JSON, one object a line, the same bytes for the same alert.</summary>
public static class AlertJson
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Alert alert)
    {
        var json = new ArrayBufferWriter<byte>(4096);
        Write(alert, json);
        return json.WrittenSpan.ToArray();
    }

    /// <summary>Appends the alert and a line feed.</summary>
    public static void WriteLine(Alert alert, IBufferWriter<byte> into)
    {
        Write(alert, into);
        into.Write("\n"u8);
    }

    public static Alert? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, AlertJsonContext.Default.Alert);

    private static void Write(Alert alert, IBufferWriter<byte> into)
    {
        // The encoder is the writer's and not the context's: for a context with one of its own the generated code stands idle, and the slow way through its metadata is taken.
        using var json = new Utf8JsonWriter(into, Form);
        JsonSerializer.Serialize(json, alert, AlertJsonContext.Default.Alert);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertJsonContext : JsonSerializerContext;
