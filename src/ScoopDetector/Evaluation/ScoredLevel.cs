using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary>The two levels of alerting, each scored on its own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScoredLevel>))]
public enum ScoredLevel
{
    /// <summary>Confirmed; it notifies. A thread is judged by its first line of level <c>alert</c>.</summary>
    [JsonStringEnumMemberName("alert")]
    Alert,

    /// <summary>Early and quiet. A thread is judged by its first line of either level: one that starts as an alert was on watch as well.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,
}
