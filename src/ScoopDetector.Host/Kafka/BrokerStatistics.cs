using System.Text.Json;

namespace ScoopDetector.Host.Kafka;

/// <summary>What operators want to know out of the statistics that librdkafka tells every few seconds.</summary>
/// <param name="IsConnected">To at least one broker.</param>
/// <param name="Lag">By partition: messages that were not yet read. The stored and the committed offset lie further behind, by the open panes and the overlap.</param>
internal sealed record BrokerStatistics(bool IsConnected, IReadOnlyDictionary<int, long> Lag)
{
    public static BrokerStatistics None { get; } = new(false, new Dictionary<int, long>());

    public long TotalLag => Lag.Values.Sum();

    public static BrokerStatistics Read(string json, string topic)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var isConnected = root.GetProperty("brokers").EnumerateObject().Any(broker => broker.Value.GetProperty("state").ValueEquals("UP"));
        var lag = new SortedDictionary<int, long>();
        if (root.GetProperty("topics").TryGetProperty(topic, out var found))
        {
            foreach (var partition in found.GetProperty("partitions").EnumerateObject())
            {
                var number = partition.Value.GetProperty("partition").GetInt32();
                var read = partition.Value.GetProperty("app_offset").GetInt64();
                if (number >= 0 && read >= 0)
                {
                    lag[number] = Math.Max(0, partition.Value.GetProperty("hi_offset").GetInt64() - read);
                }
            }
        }
        return new(isConnected, lag);
    }
}
