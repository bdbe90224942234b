using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Deliveries;

/// <summary>How an alert leaves the desk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Way>))]
public enum Way
{
    /// <summary>JSON by HTTP, signed as Standard Webhooks are.</summary>
    [JsonStringEnumMemberName("webhook")] Webhook,

    /// <summary>An incoming webhook of Slack, in Block Kit.</summary>
    [JsonStringEnumMemberName("slack")] Slack,

    /// <summary>A workflow of Microsoft Teams that takes an Adaptive Card.</summary>
    [JsonStringEnumMemberName("teams")] Teams,

    /// <summary>An Apprise API, and behind it whatever that knows: ntfy, Telegram, Matrix, text messages.</summary>
    [JsonStringEnumMemberName("apprise")] Apprise,

    /// <summary>E-mail, one thread an event.</summary>
    [JsonStringEnumMemberName("email")] Email,
}
