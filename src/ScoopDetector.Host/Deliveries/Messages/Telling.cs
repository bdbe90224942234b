using System.Text.Encodings.Web;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;

namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>What a message says of an event, in plain text: each way escapes it in its own manner. Strangers' words are made harmless to the eye first.</summary>
internal static class Telling
{
    public const string Unverified = "Machine-detected, unverified.";

    /// <summary>For JSON that programs read: nothing is escaped that need not be.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int MostTerms = 8;
    private const int LongestTerm = 60;
    private const string TakenBack = "What was told about this event is taken back: its posts were withdrawn.";

    public static string Title(LetterItem item) => item switch
    {
        { IsRetracted: true } => "Retracted",
        { Kind: DeliveryKind.Test } => $"Test: {Shown.Text(item.Alert.Headline)}",
        _ => $"{Mark(item)}: {Shown.Text(item.Alert.Headline)}",
    };

    /// <summary>In one line, for a subject or a notification.</summary>
    public static string Title(Letter letter) => letter.IsBundle
        ? $"{Shown.Plural(letter.Items.Count, "event")}, first of them {Title(First(letter))}"
        : Title(letter.Items[0]);

    /// <summary>Sentence by sentence; of what was retracted, nothing that was said.</summary>
    public static IReadOnlyList<string> Lines(LetterItem item)
    {
        if (item.IsRetracted)
        {
            return [TakenBack];
        }
        var (alert, doubts) = (item.Alert, Doubts.Of(item.Alert));
        string?[] lines = [People(alert), Shown.Networks(alert.Networks) is { } networks ? $"Posts by network: {networks}." : null, Ending(alert), News(alert.Coverage), Terms(alert), ReasonWords.Because(alert), doubts.Count > 0 ? $"Doubt: {string.Join("; ", doubts.Select(Shown.Text))}." : null, Unverified];
        return [.. lines.OfType<string>()];
    }

    public static string People(Alert alert) =>
        $"{Shown.Plural(alert.Counts.Authors, "person")} in {Shown.Plural(alert.Counts.Posts, "post")} since {Shown.Clock(alert.FirstSeenAt)} UTC, {Shown.Number(alert.Counts.PerMinute)} a minute, {Shown.Usual(alert.Counts.BaselinePerMinute)}.";

    public static string News(AlertCoverage coverage) => coverage.FirstHeadlineAt is { } at
        ? $"In the news: {Shown.Text(coverage.Source ?? "somebody")}, {Shown.Clock(at)} UTC{Lead(coverage.LeadSeconds)}."
        : "In the news: none known yet.";

    /// <summary>The one to begin with: alerts before watches, then by people.</summary>
    public static LetterItem First(Letter letter) => letter.Items.OrderByDescending(item => item.Alert.Level).ThenByDescending(item => item.Alert.Counts.Authors).First();

    public static string Mark(LetterItem item) => (item.Kind, item.Alert.Level) switch
    {
        (DeliveryKind.Raised, _) => "Now an alert",
        (DeliveryKind.Updated, _) => "Update",
        (DeliveryKind.Merged, _) => "Part of another event",
        (DeliveryKind.Closed, _) => "Over",
        (_, AlertLevel.Alert) => "Alert",
        _ => "Watch",
    };

    public static string Terms(Alert alert) => $"Terms: {string.Join(", ", alert.Terms.Take(MostTerms).Select(term => Cut(Shown.Text(term), LongestTerm)))}.";

    /// <summary>What is too long is cut between letters, and says so.</summary>
    public static string Cut(string text, int longest) => text.Length <= longest ? text : $"{text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)]}…";

    private static string? Ending(Alert alert) => alert.State switch
    {
        AlertState.Merged => "It turned out to be part of another event.",
        AlertState.Closed => "Nobody speaks of it any more.",
        _ => null,
    };

    private static string Lead(double? seconds) => seconds switch
    {
        null => "",
        >= 0 => $"; first told here, {Shown.Span(TimeSpan.FromSeconds(seconds.Value))} before",
        _ => $", {Shown.Span(TimeSpan.FromSeconds(seconds.Value))} before it was told here",
    };
}
