using System.Globalization;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>What speaks for an alert and what against it, as one would tell it to a colleague. The table of the event's page has the figures.</summary>
internal static class ReasonWords
{
    /// <summary>Less hardly moves the score.</summary>
    public const double Slight = 0.05;

    /// <summary>More than so many nobody reads on a card.</summary>
    private const int Most = 3;

    /// <summary>Less is no doubt worth an editor's time.</summary>
    private const double Doubtful = 0.4;

    private delegate string? Teller(double value, bool speaksFor);

    private static readonly Dictionary<string, Teller> Tellers = new(StringComparer.Ordinal)
    {
        [Sign.Surprise.Name] = (value, speaksFor) => !speaksFor ? "so many at once may be a coincidence" : value >= 9 ? "so many at once are no coincidence" : "so many at once are hardly a coincidence",
        [Sign.SecondSurprise.Name] = (value, speaksFor) => speaksFor ? "two of its words rise together" : value < 1 ? "only one of its words rises" : "its second word hardly rises",
        [Sign.Voices.Name] = (value, speaksFor) => speaksFor ? "at other times hardly anybody uses its word" : value < 1.5 ? "its word is used at any time" : $"about {value:0} people use its word at any time",
        [Sign.Earlier.Name] = (value, speaksFor) => speaksFor ? "its words had not burst before" : value < 1.5 ? "its words have burst before" : $"its words have burst {value:0} times before",
        [Sign.Reposts.Name] = (value, speaksFor) => speaksFor ? $"it is passed on or repeated: {Share(value)} of its posts" : "hardly anybody passes it on",
        [Sign.Links.Name] = (value, _) => value < 0.05 ? "hardly a post gives a link" : $"{Share(value)} of its posts give a link",
        [Sign.Aboutness.Name] = (value, speaksFor) => value == 0 ? "these posts are about other things" : $"its words fill {(speaksFor ? "" : "only ")}{Share(value)} of these posts",
        [Sign.Things.Name] = (_, speaksFor) => speaksFor ? "people add details of their own" : "people add no details",
        [Sign.CommonBits.Name] = (value, speaksFor) => speaksFor ? "people say similar things" : value < Sign.CommonBits.Usual ? "people say different things" : "people use nearly the same words",
        [Sign.Names.Name] = (value, speaksFor) => value == 0 ? "nobody names a person or a place" : $"{(speaksFor ? "" : "only ")}{Share(value)} name a person or a place",
        [Sign.FirstPerson.Name] = (value, speaksFor) => speaksFor ? "few of its posts are short remarks" : value < Sign.FirstPerson.Usual ? null : $"{Share(value)} are short remarks without link or quote, as in small talk",
        [Sign.Alarm.Name] = (value, speaksFor) => speaksFor != value > Sign.Alarm.Usual ? null : speaksFor ? $"{Share(value)} use a word of alarm" : value == 0 ? "nobody uses a word of alarm" : $"only {Share(value)} use a word of alarm",
        [Sign.Minutes.Name] = (value, speaksFor) => value < 2 ? "it has only just begun" : $"it has lasted {value:0} min{(speaksFor ? "" : " already")}",
        [Sign.Independent.Name] = (value, speaksFor) => value < 5 ? speaksFor ? null : "few speak independently" : !speaksFor ? null : $"{value:0} people speak independently",
    };

    /// <summary>In one line.</summary>
    public static string Line(Alert alert, string between = "; ") => string.Join(between, For(alert));

    /// <summary>A sentence for a message; null where there is no score, as in one that only tests the way.</summary>
    public static string? Because(Alert alert) => alert.Why.Count == 0 ? null : $"Because: {Line(alert)}.";

    /// <summary>The most telling first, three at most; never none.</summary>
    public static IEnumerable<string> For(Alert alert) =>
        alert.Why.Where(reason => reason.Contribution >= Slight).OrderByDescending(reason => reason.Contribution).Select(Told).OfType<string>().Take(Most).DefaultIfEmpty("many small signs");

    /// <summary>The most telling first.</summary>
    public static IEnumerable<string> Against(Alert alert, int most) =>
        alert.Why.Where(reason => reason.Contribution <= -Doubtful).OrderBy(reason => reason.Contribution).Select(Told).OfType<string>().Take(most);

    /// <summary>One sign, as the cards tell it; empty where there is nothing to tell.</summary>
    public static string Of(AlertReason reason) => Math.Abs(reason.Contribution) < Slight || !Tellers.ContainsKey(reason.Feature) ? "" : Told(reason) ?? "";

    /// <summary>Null where it tells an editor nothing; what the score begins with, before anything is known, was not measured on this event. A sign of another version is told as it was written.</summary>
    private static string? Told(AlertReason reason) => Tellers.TryGetValue(reason.Feature, out var tell)
        ? tell(reason.Value, reason.Contribution > 0)
        : reason is { Value: 0, Usual: 0 } ? null : $"{Shown.Text(reason.Feature)} {Shown.Number(reason.Value)}, usually {Shown.Number(reason.Usual)}";

    /// <summary>Of something that there is, and not all: never nought, never everything.</summary>
    private static string Share(double share) => (share is > 0 and < 1 ? Math.Clamp(share, 0.01, 0.99) : share).ToString("P0", CultureInfo.InvariantCulture);
}
