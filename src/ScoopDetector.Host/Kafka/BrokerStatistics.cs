using System.Text.Json;

namespace ScoopDetector.Host.Kafka;

/// <summary>The statistics that librdkafka tells every few seconds: the only sign of life of a connection on which nothing is to be read.</summary>
/// <param name="IsConnected">To at least one broker.</param>
/// <param name="Lags">Of the partitions from which something was fetched.</param>
internal sealed record BrokerStatistics(bool IsConnected, IReadOnlyList<PartitionLag> Lags)
{
    public static BrokerStatistics Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(
            document.RootElement.GetProperty("brokers").EnumerateObject().Any(broker => broker.Value.GetProperty("state").ValueEquals("UP")),
            document.RootElement.TryGetProperty("topics", out var topics) ? [.. topics.EnumerateObject().SelectMany(topic => LagsOf(topic.Name, topic.Value))] : []);
    }

    private static IEnumerable<PartitionLag> LagsOf(string topic, JsonElement statistics) =>
        from partition in statistics.GetProperty("partitions").EnumerateObject()
        let number = partition.Value.GetProperty("partition").GetInt32()
        let end = partition.Value.GetProperty("hi_offset").GetInt64()
        // Behind what was read, not behind what was committed: that stays a pane and an overlap behind on purpose.
        let read = partition.Value.GetProperty("app_offset").GetInt64()
        // Negative means that it is not known yet; the partition -1 is librdkafka's own.
        where number >= 0 && end >= 0 && read >= 0
        select new PartitionLag(topic, number, Math.Max(0, end - read));
}
