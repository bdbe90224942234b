using System.Text.Json.Serialization;

namespace ScoopDetector.Evaluation;

/// <summary>How the event meant by an alert line is found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchBy>))]
public enum MatchBy
{
    /// <summary>By the posts that it names. The ranked way.</summary>
    [JsonStringEnumMemberName("evidence")]
    Evidence,

    /// <summary>By the words that it says, for detectors that name no posts. Kinder, and never ranked with the other.</summary>
    [JsonStringEnumMemberName("keywords")]
    Keywords,
}
