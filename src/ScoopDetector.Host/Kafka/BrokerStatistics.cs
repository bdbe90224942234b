using System.Text.Json;

namespace ScoopDetector.Host.Kafka;

/// <summary>The statistics that librdkafka tells every few seconds: the only sign of life of a connection on which nothing is to be read.</summary>
internal static class BrokerStatistics
{
    /// <summary>To at least one broker.</summary>
    public static bool IsConnected(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("brokers").EnumerateObject().Any(broker => broker.Value.GetProperty("state").ValueEquals("UP"));
    }
}
