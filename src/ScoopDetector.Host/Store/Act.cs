using System.Text.Json.Serialization;

namespace ScoopDetector.Host.Store;

/// <summary>What an editor has done. It is never erased: who undoes it is noted beside it. Only posts that are withdrawn leave it.</summary>
/// <param name="Id">From 1, in the order in which acts were done.</param>
/// <param name="Change">Number of its latest change: the doing, the undoing, or a withdrawal of its posts. From the same sequence as those of the events.</param>
/// <param name="At">When, by the clock on the wall.</param>
/// <param name="By">Who.</param>
/// <param name="Kind">What.</param>
/// <param name="EventId">On which event; null for a mute, which is about a term.</param>
/// <param name="Revision">Which revision of it there was to see at that moment.</param>
/// <param name="Reason">Of a dismissal.</param>
/// <param name="Text">Of a note; of a verdict the headline's words; of a splitting off what the other story is, until all of its posts are withdrawn.</param>
/// <param name="Term">Of a mute.</param>
/// <param name="Until">Of a mute: when it ends.</param>
/// <param name="Into">Of a merge: the event that goes on; of a verdict: the key of the headline; of a splitting off: the new event.</param>
/// <param name="Posts">Of a splitting off: the posts that are another story; left out of any other act.</param>
public sealed record Act(
    long Id, long Change, DateTimeOffset At, string By, ActKind Kind, string? EventId, int? Revision, DismissReason? Reason, string? Text, string? Term,
    DateTimeOffset? Until, string? Into, DateTimeOffset? UndoneAt, string? UndoneBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Posts = null)
{
    [JsonIgnore]
    public bool IsUndone => UndoneAt is not null;
}

[JsonConverter(typeof(JsonStringEnumConverter<ActKind>))]
public enum ActKind
{
    [JsonStringEnumMemberName("claim")] Claim,
    [JsonStringEnumMemberName("release")] Release,
    [JsonStringEnumMemberName("dismiss")] Dismiss,
    [JsonStringEnumMemberName("restore")] Restore,
    [JsonStringEnumMemberName("watch")] Watch,
    [JsonStringEnumMemberName("unwatch")] Unwatch,
    [JsonStringEnumMemberName("note")] Note,
    [JsonStringEnumMemberName("mute")] Mute,
    [JsonStringEnumMemberName("merge")] Merge,
    [JsonStringEnumMemberName("split")] Split,

    /// <summary>A headline is about the event.</summary>
    [JsonStringEnumMemberName("confirm")] Confirm,

    /// <summary>A headline is not about the event.</summary>
    [JsonStringEnumMemberName("refuse")] Refuse,

    /// <summary>Some of the posts of the event are another story: they have an event of their own from now on.</summary>
    [JsonStringEnumMemberName("splitOff")] SplitOff,
}

/// <summary>Why an event is no news: the label that a later fit of the score learns from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DismissReason>))]
public enum DismissReason
{
    [JsonStringEnumMemberName("spam")] Spam,
    [JsonStringEnumMemberName("known")] Known,
    [JsonStringEnumMemberName("entertainment")] Entertainment,
    [JsonStringEnumMemberName("old")] Old,
    [JsonStringEnumMemberName("wrong")] Wrong,
}
