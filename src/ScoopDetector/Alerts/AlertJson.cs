using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoopDetector.Alerts;

/// <summary>The alert as JSON, one object a line, the same bytes for the same alert.</summary>
public static class AlertJson
{
    private static readonly AlertJsonContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(alert, Context.Alert);

    /// <summary>Appends the alert and a line feed.</summary>
    public static void WriteLine(Alert alert, IBufferWriter<byte> into)
    {
        into.Write(Write(alert));
        into.Write("\n"u8);
    }

    public static Alert? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Context.Alert);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertJsonContext : JsonSerializerContext;
