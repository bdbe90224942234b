using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScoopDetector.Alerts;
using ScoopDetector.Events;

namespace ScoopDetector.Host.Runs;

/// <summary>An event as it was weighed at one moment, told or not: a line of <c>considered.jsonl</c>.</summary>
internal sealed record ConsideredLine
{
    public required string Id { get; init; }

    public required EventPhase Phase { get; init; }

    public string? MergedInto { get; init; }

    /// <summary>Stream time, in milliseconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>In log-odds.</summary>
    public required double Score { get; init; }

    public required EventEvidence Evidence { get; init; }

    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>All its posts, in the order in which an alert would name them.</summary>
    public required IReadOnlyList<ConsideredPost> Posts { get; init; }

    public static ConsideredLine Of(CandidateEvent news, double score) => new()
    {
        Id = news.Id,
        Phase = news.Phase,
        MergedInto = news.MergedInto,
        At = news.Pane.End,
        Score = score,
        Evidence = news.Evidence,
        Terms = Wording.Terms(news, 6),
        Posts = [.. EvidenceOrder.Of(news, Wording.Representative(news)).Select(one => new ConsideredPost(one.Member.Voice.Post.Id, one.Member.Things))],
    };
}

/// <param name="Id">The post's.</param>
/// <param name="Things">How many different things of the event it says.</param>
internal sealed record ConsideredPost(string Id, double Things);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConsideredLine))]
internal sealed partial class ConsideredLineJson : JsonSerializerContext
{
    public static ConsideredLineJson ForPeople { get; } = new(new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<EventPhase>() },
    });
}
