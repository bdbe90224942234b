using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Host.Runs;

namespace ScoopDetector.Host.Explaining;

/// <summary>One event of a run: what was told of it, and each time that it was weighed.</summary>
/// <param name="Id">By which the newsroom knows it, or would.</param>
/// <param name="Revisions">What was told, in order; empty for an event that was held back.</param>
/// <param name="Weighed">In order; empty where that was not written down. Where the story went on in another event, that one's too.</param>
internal sealed record Story(string Id, IReadOnlyList<Alert> Revisions, IReadOnlyList<ConsideredLine> Weighed)
{
    /// <summary>The story in which this event was told after it had begun for itself; null if there is none.</summary>
    public string? ToldIn { get; init; }

    /// <summary>The highest that it reached; null if it was held back from both.</summary>
    public AlertLevel? Level => Revisions.Count == 0 ? null : Revisions.Max(revision => revision.Level);

    public string Headline => Explained?.Headline ?? Moment?.Headline ?? "";

    /// <summary>When the first post was observed.</summary>
    public DateTimeOffset? FirstAt => Revisions is [var first, ..] ? TimeOf(first.FirstSeenAt) : Weighed is [var line, ..] ? TimeOf(line).AddMinutes(-line.Evidence.Minutes) : null;

    /// <summary>The revision by which it first stood at its highest level; null if it was held back.</summary>
    public Alert? Explained => Revisions.FirstOrDefault(revision => revision.Level == Level);

    /// <summary>The moment to be explained: of what was told, the one when it was; else the one when it came nearest.</summary>
    public ConsideredLine? Moment => Level == AlertLevel.Alert ? At(TimeOf(Explained!.AlertedAt)) : Weighed.Where(IsOpen).MaxBy(line => line.Score - (line.Bar ?? 0));

    /// <summary>The highest score that it reached, in log-odds; of a run that wrote down no weighing, that of what was told.</summary>
    public double Score => Weighed.Where(IsOpen).Select(line => line.Score)
        .DefaultIfEmpty(Revisions.Select(revision => revision.Why.Sum(reason => reason.Contribution)).DefaultIfEmpty(double.NegativeInfinity).Max())
        .Max();

    public static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    public static DateTimeOffset TimeOf(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static DateTimeOffset TimeOf(ConsideredLine line) => DateTimeOffset.FromUnixTimeMilliseconds(line.At);

    private ConsideredLine? At(DateTimeOffset time) => Weighed.FirstOrDefault(line => IsOpen(line) && TimeOf(line) == time);

    private static bool IsOpen(ConsideredLine line) => line.Phase == EventPhase.Open;
}
