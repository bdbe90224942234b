using ScoopDetector.Evaluation;

namespace ScoopDetector.Tests.Evaluation;

/// <summary>A stream of half a day, small enough to work out by hand: a fire of 15 posts at minute 60, a strike of 40 at 100,
/// an election of 120 at 200 (its fifth author is never reached), a match, and copypasta.</summary>
internal static class Bench
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);

    public static TruthFile HalfADay { get; } = new()
    {
        Start = Start,
        End = Start.AddHours(12),
        Posts = 500_000,
        Events =
        [
            Event("match", "show", 10, 30, ["goal", "penalty", "referee"], newsworthy: false),
            Event("fire", "wildfires", 60, 15, ["fire", "smoke", "valley", "evacuate", "helicopter"]),
            Event("strike", "strike", 100, 40, ["strike", "trains", "union", "platform", "wages"]),
            Event("paste", "attack-copypasta", 150, 60, ["coin", "airdrop", "claim"], newsworthy: false),
            Event("election", "election", 200, 120, ["vote", "ballot", "polls", "turnout", "recount"]) with { FifthAuthorAt = null },
        ],
    };

    public static DateTimeOffset At(double minute) => Start.AddMinutes(minute);

    public static AlertLine Alert(string thread, double minute, params string[] posts) => new()
    {
        EventId = thread,
        AlertedAt = At(minute),
        Level = "alert",
        State = "opened",
        Evidence = [.. posts.Select(post => new EvidencePost { PostId = post })],
    };

    public static AlertLine Watch(string thread, double minute, params string[] posts) => Alert(thread, minute, posts) with { Level = "watch" };

    /// <summary>An open event with five voices.</summary>
    public static WeighedLine Weighed(string id, double minute, double score, params string[] posts) => new()
    {
        EventId = id,
        At = At(minute),
        Score = score,
        Bar = 1.2,
        Voices = 5,
        IsOpen = true,
        Posts = posts,
    };

    /// <summary>The last word on an event that became part of another.</summary>
    public static WeighedLine Merged(string id, double minute, string into) => Weighed(id, minute, 0) with { IsOpen = false, MergedInto = into };

    /// <summary>The first posts of an event; of <c>noise</c>, posts that belong to none.</summary>
    public static string[] PostIdsOf(string of, int count) => [.. Enumerable.Range(0, count).Select(i => $"{of}-{i}")];

    public static ScoreCards Score(params AlertLine[] lines) => Score(MatchBy.Evidence, lines);

    public static ScoreCards Score(MatchBy matching, params AlertLine[] lines)
    {
        var scorer = new Scorer(new(HalfADay), matching);
        foreach (var line in lines)
            scorer.Accept(line);
        return scorer.Complete();
    }

    private static EventTruth Event(string id, string kind, double minute, int size, string[] keywords, bool newsworthy = true) => new()
    {
        Id = id,
        Kind = kind,
        Newsworthy = newsworthy,
        FirstAt = At(minute),
        FifthAuthorAt = At(minute + 2),
        Size = size,
        Keywords = keywords,
        PostIds = PostIdsOf(id, size),
    };
}
