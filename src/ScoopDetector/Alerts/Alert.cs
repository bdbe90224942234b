using System.Text.Json.Serialization;

namespace ScoopDetector.Alerts;

/// <summary>What the newsroom gets, version 1: one revision of one event's alert.</summary>
/// <remarks>Consumers ignore fields that they do not know; a breaking change would be version 2. Times are ISO 8601 in UTC with milliseconds, and stream time throughout.</remarks>
public sealed record Alert
{
    /// <summary>Of this revision: <c>eventId-revision</c>. A repeat overwrites itself wherever it goes.</summary>
    public required string AlertId { get; init; }

    public required string EventId { get; init; }

    /// <summary>From 1.</summary>
    public required int Revision { get; init; }

    public required AlertState State { get; init; }

    public required AlertLevel Level { get; init; }

    /// <summary>The event that this one turned out to be part of.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The event, told in the last hour, that this one may be a part of: it says something alike or lies in the same place, so it stays on watch; null for none. See <see cref="AlertOptions.SameStory"/>.</summary>
    public string? RelatedTo { get; init; }

    /// <summary>The first post.</summary>
    public required string FirstSeenAt { get; init; }

    /// <summary>When this revision was made.</summary>
    public required string AlertedAt { get; init; }

    /// <summary>The most representative post, cleaned of markup; never an invented sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>What people say, the most telling first.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>As the posts claim, the commonest first.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Which its posts name, the most named first, as <c>Kherson, Ukraine</c>: three at most, of those that are known by name. Where its people are nobody knows.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>Where its posts were written, the commonest first: five at most; empty where no source says.</summary>
    /// <remarks>Alerts of versions that did not tell have none.</remarks>
    public IReadOnlyList<AlertNetwork> Networks { get => field ?? []; init; }

    public required AlertCounts Counts { get; init; }

    /// <summary>0 to 1; a rank among alerts, not a verdict.</summary>
    public required double Newsworthiness { get; init; }

    /// <summary>The score, in log-odds, that an alert had to have at that time: it falls where there is little to tell. See <see cref="AlertOptions.FalseAlertsPerDay"/>.</summary>
    public double Bar { get; init; }

    /// <summary>1 (drop everything) to 9, as in IPTC's scale.</summary>
    public required int Urgency { get; init; }

    /// <summary>0 to 1: how little of it was talked about before.</summary>
    public required double Novelty { get; init; }

    public AlertCoverage Coverage { get; init; } = AlertCoverage.Unreported;

    /// <summary>Why it fired; the contributions add up to the score.</summary>
    public required IReadOnlyList<AlertReason> Why { get; init; }

    /// <summary>Up to 50 posts, distinct authors first.</summary>
    public required IReadOnlyList<AlertEvidence> Evidence { get; init; }

    public required AlertFlags Flags { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<AlertState>))]
public enum AlertState
{
    [JsonStringEnumMemberName("opened")] Opened,
    [JsonStringEnumMemberName("updated")] Updated,
    [JsonStringEnumMemberName("merged")] Merged,
    [JsonStringEnumMemberName("retracted")] Retracted,
    [JsonStringEnumMemberName("closed")] Closed,
}

[JsonConverter(typeof(JsonStringEnumConverter<AlertLevel>))]
public enum AlertLevel
{
    /// <summary>Early and quiet.</summary>
    [JsonStringEnumMemberName("watch")] Watch,

    /// <summary>Confirmed: notifies.</summary>
    [JsonStringEnumMemberName("alert")] Alert,
}

/// <param name="Posts">Posts that are about the event so far.</param>
/// <param name="Authors">Distinct authors of them.</param>
/// <param name="PerMinute">Posts a minute since the first.</param>
/// <param name="BaselinePerMinute">What the leading term would have on a usual day.</param>
/// <param name="Sigma">-log10 of the probability of the leading burst by chance.</param>
/// <param name="Withdrawn">Posts that their authors have withdrawn since.</param>
/// <param name="Voices">Those of them that speak independently: authors that differ, with words that differ. By these it is judged. 0 in alerts of versions that did not tell.</param>
public sealed record AlertCounts(int Posts, int Authors, double PerMinute, double BaselinePerMinute, double Sigma, int Withdrawn, int Voices = 0);

/// <param name="Name">As the source names it: <c>bluesky</c>.</param>
/// <param name="Posts">So many of the event's posts.</param>
public sealed record AlertNetwork(string Name, int Posts);

/// <param name="Status">unreported or reported; or indexed, where an index of the news has it and nobody knows since when.</param>
public sealed record AlertCoverage(string Status, string? FirstHeadlineAt, string? Title, string? Source, string? Url, double? LeadSeconds)
{
    public static AlertCoverage Unreported { get; } = new("unreported", null, null, null, null, null);

    /// <summary>What corroborates it and is no news, the first of each kind; left out where nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AlertCorroboration>? Corroborated { get; init; }
}

/// <param name="Channel">warning (an authority) or encyclopedia (a page that several people edit at once).</param>
/// <param name="At">Since when it could be read.</param>
/// <param name="Title">As it words it.</param>
/// <param name="Source">Its name.</param>
/// <param name="Url">Where; null where it does not say.</param>
public sealed record AlertCorroboration(string Channel, string At, string Title, string Source, string? Url);

/// <param name="Feature">In words.</param>
/// <param name="Value">As measured.</param>
/// <param name="Usual">What it would be on a usual day, or what is asked for.</param>
/// <param name="Contribution">To the score, in log-odds.</param>
public sealed record AlertReason(string Feature, double Value, double Usual, double Contribution);

/// <param name="Role">first, representative, or voice.</param>
/// <param name="Network">Where it was written; left out where its source does not say.</param>
/// <param name="Url">Where it can be looked at; left out where that does not follow from its id.</param>
/// <param name="SaidBefore">How much of what it says earlier posts of this turn of the event, as far as they are kept, have said, 0 to 1: 0 is all its own. Left out by versions that did not tell.</param>
/// <param name="Media">Pictures, video or sound come with it, as its source says or as a link in it shows; left out where none are known.</param>
/// <param name="Links">The pages that it links to, each as a hash of its canonical address in 16 hexadecimal digits: where two are equal the same page is meant. Left out where it links to none, and by versions that did not tell.</param>
public sealed record AlertEvidence(
    string PostId, string CreatedAt, string AuthorId, string Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Network = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? SaidBefore = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Media = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Links = null);

/// <param name="SpamRisk">0 to 1.</param>
/// <param name="RepostShare">Share of posts that repeat others.</param>
/// <param name="SingleSource">All go back to one post.</param>
public sealed record AlertFlags(double SpamRisk, double RepostShare, bool SingleSource);
