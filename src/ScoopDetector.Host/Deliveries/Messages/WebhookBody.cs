using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>Type, timestamp and data, as Standard Webhooks recommend. Data is the alert as it is on Kafka, or the list of them in a digest.</summary>
internal static class WebhookBody
{
    public const string ContentType = "application/json";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Letter letter)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", Type(letter));
            json.WriteString("timestamp", AlertStore.Text(letter.At));
            json.WritePropertyName("data");
            WriteData(json, letter);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteData(Utf8JsonWriter json, Letter letter)
    {
        if (!letter.IsBundle)
        {
            json.WriteRawValue(AlertJson.Write(letter.Items[0].Alert));
            return;
        }
        json.WriteStartObject();
        json.WriteStartArray("alerts");
        foreach (var item in letter.Items)
        {
            json.WriteRawValue(AlertJson.Write(item.Alert));
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Type(Letter letter) => letter.IsBundle ? "org.scoopdetector.alerts.digest.v1"
        : letter.Items[0].Kind == DeliveryKind.Test ? "org.scoopdetector.test.v1"
        : CloudEvent.Type(letter.Items[0].Alert.State);
}
