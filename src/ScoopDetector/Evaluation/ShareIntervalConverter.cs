using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

internal sealed class ShareIntervalConverter : JsonConverter<ShareInterval>
{
    public override ShareInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, EvaluationJson.Default.DoubleArray) is [var low, var high]
            ? new(low, high)
            : throw new JsonException("An interval is an array of two numbers.");

    public override void Write(Utf8JsonWriter writer, ShareInterval value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Low);
        writer.WriteNumberValue(value.High);
        writer.WriteEndArray();
    }
}
