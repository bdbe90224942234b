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

    /// <summary>The score that an alert needed at that moment; null in a file that an earlier version made.</summary>
    public double? Bar { get; init; }

    /// <summary>The event told lately that this one may be a part of: it was no alert for that, whatever its score; null for none.</summary>
    public string? RelatedTo { get; init; }

    /// <summary>The most representative post, cleaned of markup; null in a file that an earlier version made.</summary>
    public string? Headline { get; init; }

    /// <summary>What the leading term has in a minute of a usual day.</summary>
    public double UsualPerMinute { get; init; }

    public required EventEvidence Evidence { get; init; }

    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>On which networks its posts are, the commonest first; empty where no source says, and in a file that an earlier version made.</summary>
    public IReadOnlyList<AlertNetwork> Networks { get => field ?? []; init; }

    /// <summary>So many of the posts, the first of them, are what an alert would name: the others were said before this turn of the event. 0, for all, in a file that an earlier version made.</summary>
    public int Turn { get; init; }

    /// <summary>All its posts, in the order in which an alert would name them.</summary>
    public required IReadOnlyList<ConsideredPost> Posts { get; init; }

    public static ConsideredLine Of(Weighing weighing)
    {
        var news = weighing.Event;
        var turn = weighing.Turn;
        var representative = Wording.Representative(turn);
        return new()
        {
            Id = news.Id,
            Phase = news.Phase,
            MergedInto = news.MergedInto,
            At = news.Pane.End,
            Score = weighing.Score,
            Bar = weighing.Bar,
            RelatedTo = weighing.RelatedTo,
            Headline = representative is null ? "" : Wording.Clean(representative.Voice.Post.Text),
            UsualPerMinute = news.Bursts is [var lead, ..] ? Reasons.Round(lead.Usual / lead.Window.TotalMinutes) : 0,
            Evidence = news.Evidence,
            Terms = Wording.Terms(news, 6),
            Networks = Wording.Networks(news),
            Turn = turn.Members.Count,
            Posts = [.. EvidenceOrder.Of(turn, representative).Select(one => one.Member).Concat(news.Members.Take(news.Members.Count - turn.Members.Count)).Select(PostOf)],
        };
    }

    /// <summary>What an alert would name.</summary>
    public IEnumerable<string> Named(int most) => Posts.Take(Turn > 0 ? Math.Min(Turn, most) : most).Select(post => post.Id);

    private static ConsideredPost PostOf(Member member) => new(member.Voice.Post.Id, member.Things, member.Voice.Post.ObservedAt);
}

/// <param name="Id">The post's.</param>
/// <param name="Things">How many different things of the event it says.</param>
/// <param name="At">When it was observed, in milliseconds since 1970; 0 in a file that an earlier version made.</param>
internal sealed record ConsideredPost(string Id, double Things, long At = 0);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ConsideredLine))]
internal sealed partial class ConsideredLineJson : JsonSerializerContext
{
    public static ConsideredLineJson ForPeople { get; } = new(new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<EventPhase>() },
    });
}
