using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>The alert as a CloudEvent 1.0 in JSON, structured mode; of a digest, as a batch. It is the event that Kafka carries in binary mode, by the same id.</summary>
internal static class AlertCloudEvent
{
    /// <summary>Of whoever sends, where a program has no other name.</summary>
    public const string Source = "/scoop/desk";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ContentType(Letter letter) => letter.IsBundle ? "application/cloudevents-batch+json" : "application/cloudevents+json";

    public static byte[] Write(Letter letter)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            if (letter.IsBundle)
            {
                json.WriteStartArray();
            }
            foreach (var item in letter.Items)
            {
                Write(json, item.Alert);
            }
            if (letter.IsBundle)
            {
                json.WriteEndArray();
            }
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", alert.AlertId);
        json.WriteString("source", Source);
        json.WriteString("type", CloudEvent.Type(alert.State));
        json.WriteString("subject", alert.EventId);
        json.WriteString("time", alert.AlertedAt);
        json.WriteString("datacontenttype", "application/json");
        json.WriteString("partitionkey", alert.EventId);
        json.WritePropertyName("data");
        json.WriteRawValue(AlertJson.Write(alert));
        json.WriteEndObject();
    }
}
