using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>Reads one record between roles; what is none is null.</summary>
internal delegate bool RecordReader<T>(ReadOnlySpan<byte> bytes, out T? record)
    where T : class;

internal sealed class RecordDeserializer<T>(RecordReader<T> read) : IDeserializer<T?>
    where T : class
{
    public T? Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => read(data, out var record) ? record : null;
}
