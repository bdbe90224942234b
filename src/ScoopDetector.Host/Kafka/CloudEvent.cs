using System.Globalization;
using System.Text;
using Confluent.Kafka;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Kafka;

/// <summary>The headers of an alert as a CloudEvent 1.0 in Kafka's binary mode: the value is the alert itself.</summary>
internal static class CloudEvent
{
    public const string ContentType = "application/json";

    /// <summary>Of a claim to the alerts topic.</summary>
    public const string ClaimType = "org.scoopdetector.claim.v1";

    private const string IdHeader = "ce_id";
    private const string TimeHeader = "ce_time";

    public static Headers Headers(Alert alert, string source) => new()
    {
        { "ce_specversion", "1.0"u8.ToArray() },
        { IdHeader, Text($"{alert.EventId}-{alert.Revision.ToString(CultureInfo.InvariantCulture)}") },
        { "ce_source", Text(source) },
        { "ce_type", Text(Type(alert.State)) },
        { "ce_subject", Text(alert.EventId) },
        { TimeHeader, Text(alert.AlertedAt) },
        { "ce_partitionkey", Text(alert.EventId) },
        { "content-type", Text(ContentType) },
    };

    /// <summary>Of a claim to the alerts topic: no alert, and of another type, so that whoever looks at types passes it over.</summary>
    public static Headers ClaimHeaders(string source) => new()
    {
        { "ce_specversion", "1.0"u8.ToArray() },
        { IdHeader, Text(Guid.NewGuid().ToString("N")) },
        { "ce_source", Text(source) },
        { "ce_type", Text(ClaimType) },
        { "content-type", Text(ContentType) },
    };

    /// <summary>What the memory of alerts needs of a message; false for what is no alert of ours, such as a tombstone.</summary>
    public static bool TryRead(Headers? headers, out string eventId, out int revision, out string alertedAt)
    {
        (eventId, revision, alertedAt) = ("", 0, "");
        if (headers is null || !headers.TryGetLastBytes(IdHeader, out var id) || !headers.TryGetLastBytes(TimeHeader, out var time))
        {
            return false;
        }
        var text = Encoding.UTF8.GetString(id);
        var cut = text.LastIndexOf('-');
        if (cut <= 0 || !int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out revision))
        {
            return false;
        }
        (eventId, alertedAt) = (text[..cut], Encoding.UTF8.GetString(time));
        return true;
    }

    public static string Type(AlertState state) => $"org.scoopdetector.alert.{Name(state)}.v1";

    private static string Name(AlertState state) => state switch
    {
        AlertState.Opened => "opened",
        AlertState.Updated => "updated",
        AlertState.Merged => "merged",
        AlertState.Retracted => "retracted",
        AlertState.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "An alert in a state without a name."),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
