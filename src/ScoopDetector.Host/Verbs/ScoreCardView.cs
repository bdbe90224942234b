using System.Globalization;
using ScoopDetector.Evaluation;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary>The figures of <c>evaluate</c> for a person: a table on a terminal, plain lines for a pipe.</summary>
internal static class ScoreCardView
{
    private const string Unranked = "matched by KEYWORDS: kinder than by evidence, not comparable with it";

    public static Table Table(ScoreCards cards, Truth truth)
    {
        var table = new Table { Border = TableBorder.Rounded }
            .AddColumn("")
            .AddColumn("[bold]alert[/]")
            .AddColumn("[bold]watch[/]");
        foreach (var (alert, watch) in Rows(cards.Alert, truth).Zip(Rows(cards.Watch, truth)))
            table.AddRow($"[grey]{alert.Name}[/]", Markup.Escape(alert.Figures), Markup.Escape(watch.Figures));
        return cards.Alert.Matching is MatchBy.Keywords ? table.Caption(Unranked) : table;
    }

    /// <summary>One figure a line, the level first, so that a line says all when it is cut out of a log.</summary>
    public static IEnumerable<string> Lines(ScoreCards cards, Truth truth)
    {
        if (cards.Alert.Matching is MatchBy.Keywords)
            yield return Unranked;
        foreach (var row in Rows(cards.Alert, truth))
            yield return $"alert  {row.Name,-10}  {row.Figures}";
        foreach (var row in Rows(cards.Watch, truth))
            yield return $"watch  {row.Name,-10}  {row.Figures}";
    }

    private static IEnumerable<(string Name, string Figures)> Rows(ScoreCard card, Truth truth) =>
    [
        ("recall", $"{Share(card.Recall["all"])} {Range(card.RecallInterval)} of {card.Events} events"),
        ("by size", string.Join(", ", card.Recall.Where(size => size.Key != "all").Select(size => $"{size.Key}: {Share(size.Value)}"))),
        ("precision", $"{Share(card.Precision)} {Range(card.PrecisionInterval)}"),
        ("duplicates", $"{Share(card.DuplicateShare)} of the threads about news"),
        ("threads", $"{card.Threads} = {card.TruePositives} true + {card.Duplicates} duplicate + {card.False} false"
            + $" + {card.NonNews} non-news + {card.Attacks} attack"),
        ("nuisances", Listed(card.ByKind.Select(kind => $"{kind.Key} {kind.Value}"))),
        ("load", $"{Whole(card.AlertsPerDay)} alerts/day, {Whole(card.FalsePerDay)} false/day,"
            + $" {Text(card.FalsePerMillionPosts, "F1")} false per million posts"),
        ("delay", $"{Delay(card.DelaySeconds)} after the first post"),
        ("excess", $"{Delay(card.ExcessDelaySeconds)} after the fifth author"),
        ("purity", $"{Share(card.Fragmentation)} threads/event, {Share(card.EventsPerThread)} events/thread,"
            + $" foreign evidence {Share(card.ForeignEvidence)}"),
        ("missed", Listed(truth.News.Where(news => card.Missed.Contains(news.Id)).Select(Named))),
    ];

    /// <summary>With what it was and how large: what is small is missed more easily.</summary>
    private static string Named(EventTruth news) => string.Create(CultureInfo.InvariantCulture, $"{news.Id} ({news.Kind}, {news.Size} {(news.Size == 1 ? "post" : "posts")})");

    private static string Delay(Quantiles seconds) => $"p50 {Whole(seconds.P50)} s, p90 {Whole(seconds.P90)} s";

    private static string Range(ShareInterval? interval) => interval is { } ends ? $"[{Share(ends.Low)}, {Share(ends.High)}]" : "-";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("-"));

    private static string Share(double? value) => Text(value, "F2");

    private static string Whole(double? value) => Text(value, "F0");

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
