using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Deliveries;

/// <summary>One line of the delivery log: what a rule has to send, or has sent. It holds no words of the event: those are read when it is sent.</summary>
/// <param name="Id">From 1, in the order in which deliveries were made out.</param>
/// <param name="Key">Event, revision and rule: the same whenever it is tried again, so whoever gets it twice knows it.</param>
/// <param name="Rule">By its name.</param>
/// <param name="Way">How it goes.</param>
/// <param name="EventId">About which event; null for a test.</param>
/// <param name="Revision">The revision that gave rise to it. What is sent is the latest at that time.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Bundle">The digest or catch-up that it is part of; null if it goes alone.</param>
/// <param name="State">How it stands.</param>
/// <param name="MadeAt">When it was made out, by the clock on the wall.</param>
/// <param name="DueAt">Not to be sent before: later than it was made out in quiet hours and for digests.</param>
/// <param name="NextAt">Not to be tried again before.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="TriedAt">When last.</param>
/// <param name="DoneAt">When it came to its end.</param>
/// <param name="Fault">Why it was not sent, in words.</param>
public sealed record Delivery(
    long Id, string Key, string Rule, Way Way, string? EventId, int? Revision, DeliveryKind Kind, string? Bundle, DeliveryState State, DateTimeOffset MadeAt, DateTimeOffset DueAt,
    DateTimeOffset NextAt, int Attempts, DateTimeOffset? TriedAt, DateTimeOffset? DoneAt, string? Fault)
{
    /// <summary>The key of the letter that it goes in: its own, or its bundle's.</summary>
    [JsonIgnore]
    public string LetterKey => Bundle is null ? Key : $"bundle-{Bundle}";
}

/// <summary>What a delivery tells of an event.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryKind>))]
public enum DeliveryKind
{
    /// <summary>It is the first that this rule tells of the event.</summary>
    [JsonStringEnumMemberName("opened")] Opened,

    /// <summary>The event has risen to an alert since.</summary>
    [JsonStringEnumMemberName("raised")] Raised,

    /// <summary>A later revision, for rules that want each.</summary>
    [JsonStringEnumMemberName("updated")] Updated,

    /// <summary>It turned out to be part of another event.</summary>
    [JsonStringEnumMemberName("merged")] Merged,

    /// <summary>Nobody speaks of it any more.</summary>
    [JsonStringEnumMemberName("closed")] Closed,

    /// <summary>Its posts were withdrawn. Goes wherever the event was told, at once.</summary>
    [JsonStringEnumMemberName("retracted")] Retracted,

    /// <summary>Somebody has pressed the button.</summary>
    [JsonStringEnumMemberName("test")] Test,
}

[JsonConverter(typeof(JsonStringEnumConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>Not yet due, not yet tried, or to be tried again.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>The receiver has it.</summary>
    [JsonStringEnumMemberName("sent")] Sent,

    /// <summary>Given up.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>A later delivery about the event tells what it would have told, and more.</summary>
    [JsonStringEnumMemberName("superseded")] Superseded,

    /// <summary>There was nothing left to tell: the event was retracted, dismissed or muted before it was due.</summary>
    [JsonStringEnumMemberName("dropped")] Dropped,
}
