using System.Text.Json;

namespace ScoopDetector.Host.Kafka;

/// <summary>What operators want to know out of the statistics that librdkafka tells every few seconds.</summary>
/// <param name="IsConnected">To at least one broker.</param>
/// <param name="Lag">By partition: messages behind the offset that was stored. Not behind the committed one, which is unknown before the first commit.</param>
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
                if (number >= 0 && partition.Value.GetProperty("consumer_lag_stored").GetInt64() is >= 0 and var behind)
                {
                    lag[number] = behind;
                }
            }
        }
        return new(isConnected, lag);
    }
}
