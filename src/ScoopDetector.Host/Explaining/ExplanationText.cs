using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Reports;
using ScoopDetector.Host.Runs;

namespace ScoopDetector.Host.Explaining;

/// <summary>An explanation in lines for a person at a terminal, or for a pipe.</summary>
/// <remarks>What is told of a score fits into the eighty columns of the narrowest terminal.</remarks>
/// <param name="pro">What the bars of signs that speak for it are made of.</param>
/// <param name="contra">The same of those that speak against it.</param>
internal sealed class ExplanationText(char pro, char contra)
{
    private const int Columns = 80;
    private const int Inset = 6;
    private const int WidestBar = 10;
    private const int WidestHeadline = 70;

    public static readonly string[] CourseHead = ["weighed at", "posts", "authors", "voices", "score", "bar", ""];
    public static readonly string[] ListHead = ["event", "standing", "best score", "then", "bar", "voices", "first post", "headline"];

    public IEnumerable<string> Lines(Explanation explanation)
    {
        var story = explanation.Story;
        yield return $"{story.Id}: {explanation.Standing}";
        yield return story.Headline;
        yield return "";
        foreach (var (what, at) in explanation.Times)
        {
            yield return $"  {Figure.Time(at)}  {what}{Since(story.FirstAt, at)}";
        }
        if (Shown.Networks(explanation.Networks) is { } networks)
        {
            foreach (var line in Wrapped($"  posts by network: {networks}"))
            {
                yield return line;
            }
        }
        yield return "";
        foreach (var line in Why(explanation))
        {
            yield return line;
        }
        foreach (var line in Section("In words, as on the cards", [.. InWords(explanation.Why)]).Concat(Section("Held back by", [.. explanation.Gates])).Concat(Otherwise(explanation)))
        {
            yield return line;
        }
        if (explanation.Course is { Count: > 0 } course)
        {
            yield return "";
            yield return "How it grew";
            foreach (var line in TextTable.Lines(CourseHead, course.Select(line => Row(line, story))))
            {
                yield return $"  {line}";
            }
        }
    }

    public static string[] Row(ConsideredLine line, Story story) =>
    [
        Figure.Time(Story.TimeOf(line)), Figure.Whole(line.Evidence.Posts), Figure.Whole(line.Evidence.Authors), Figure.Whole(line.Evidence.Independent), Figure.Share(line.Score), Figure.Share(line.Bar),
        line.Phase != EventPhase.Open ? line.Phase.ToString().ToLowerInvariant() : string.Join(", ", story.Revisions.Where(revision => Story.TimeOf(revision.AlertedAt) == Story.TimeOf(line)).Select(revision => $"{revision.State.ToString().ToLowerInvariant()} as {revision.Level.ToString().ToLowerInvariant()}")),
    ];

    /// <summary>A row of the list of all events: the best that it reached, and how it stood when it was told or came nearest.</summary>
    public static string[] Row(Explanation explanation) =>
    [
        explanation.Story.Id,
        explanation.Story switch { { Level: { } level } => level.ToString().ToLowerInvariant(), { ToldIn: not null } => "part of another", _ => "held back" },
        Figure.Share(double.IsFinite(explanation.Story.Score) ? explanation.Story.Score : null), Figure.Share(explanation.Score), Figure.Share(explanation.Bar), Figure.Whole(explanation.Voices),
        explanation.Story.FirstAt is { } first ? Figure.Time(first) : Figure.None,
        Cut(explanation.Story.Headline),
    ];

    private IEnumerable<string> Why(Explanation explanation)
    {
        if (explanation.Why is not { Count: > 0 } why || explanation.At is not { } at)
        {
            yield break;
        }
        yield return $"Why, at {at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}: score {Figure.Share(explanation.Score)}, bar {Figure.Share(explanation.Bar)}";
        var (name, most) = (why.Max(reason => reason.Feature.Length), why.Max(reason => Math.Abs(reason.Contribution)));
        yield return $"  {new string(' ', name)}{"here",7}{"usual",7}{"score",8}";
        foreach (var reason in why)
        {
            yield return $"  {reason.Feature.PadRight(name)}{Measured(reason, reason.Value)}{Measured(reason, reason.Usual)}{Signed(reason.Contribution),8}  {Bar(reason.Contribution, most)}".TrimEnd();
        }
        yield return $"  {"the score".PadRight(name)}{"",14}{Signed(why.Sum(reason => reason.Contribution)),8}";
    }

    private static IEnumerable<string> Otherwise(Explanation explanation)
    {
        var isAlert = explanation.Story.Level == AlertLevel.Alert;
        return explanation.Story switch
        {
            { ToldIn: { } other } => ["", $"scoop explain {other} tells the story that it became part of."],
            { Moment.Bar: null } or { Moment: null } => ["", .. Wrapped("Make the run anew with replay --considered: how it grew and what would have made it otherwise were not written down.")],
            _ => Section(
                isAlert ? "It would not have been an alert then with any one of these, all else as it was" : "It would have been an alert then with any one of these, all else as it was",
                explanation.Otherwise is { Count: > 0 } ways ? ways : ["nothing alone"]),
        };
    }

    private static IEnumerable<string> InWords(IEnumerable<AlertReason> why) => why
        .Select(reason => (reason.Contribution, Words: ReasonWords.Of(reason))).Where(told => told.Words.Length > 0)
        .OrderByDescending(told => Math.Abs(told.Contribution)).Select(told => $"{(told.Contribution > 0 ? "for" : "against"),-8}{told.Words}");

    private static IEnumerable<string> Section(string head, IReadOnlyList<string> lines) => lines.Count == 0 ? [] : ["", head, .. lines.SelectMany(line => Wrapped($"  {line}"))];

    /// <summary>Broken between words, and further lines set in.</summary>
    private static IEnumerable<string> Wrapped(string line)
    {
        while (line.Length > Columns && line.LastIndexOf(' ', Columns) is > Inset and var gap)
        {
            yield return line[..gap];
            line = new string(' ', Inset) + line[(gap + 1)..];
        }
        yield return line;
    }

    private string Bar(double contribution, double most) =>
        new(contribution < 0 ? contra : pro, most == 0 ? 0 : (int)Math.Round(Math.Abs(contribution) / most * WidestBar));

    /// <summary>Nothing was measured for what the score starts from.</summary>
    private static string Measured(AlertReason reason, double value) => reason.Feature == Reasons.Start ? $"{"",7}" : $"{Figure.Share(value),7}";

    private static string Signed(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    private static string Since(DateTimeOffset? first, DateTimeOffset at) => first is { } from && at > from ? $", {Figure.Whole((at - from).TotalSeconds)} s after it" : "";

    private static string Cut(string headline) => headline.Length <= WidestHeadline ? headline : headline[..(char.IsHighSurrogate(headline[WidestHeadline - 2]) ? WidestHeadline - 2 : WidestHeadline - 1)] + "…";
}
