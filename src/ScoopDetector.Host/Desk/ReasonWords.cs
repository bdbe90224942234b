using System.Globalization;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Desk;

/// <summary>What speaks for an alert and what against it, as one would tell it to a colleague. The table of the event's page has the figures.</summary>
internal static class ReasonWords
{
    /// <summary>Less hardly moves the score.</summary>
    private const double Slight = 0.05;

    /// <summary>Less is no doubt worth an editor's time.</summary>
    private const double Doubtful = 0.4;

    private static readonly Dictionary<string, Func<double, string>> Words = new(StringComparer.Ordinal)
    {
        [Sign.Surprise.Name] = value => value < 4 ? "so many at once may be chance" : $"so many at once would be a chance of 1 in 10^{Shown.Number(value)}",
        [Sign.SecondSurprise.Name] = value => value < 1 ? "no second word rises with the first" : "a second word rises with the first",
        [Sign.Voices.Name] = value => value < 0.5 ? "else hardly anybody uses its word" : $"its word is used anyway, by {Shown.Number(value)} at a time",
        [Sign.Earlier.Name] = value => value < 0.5 ? "its words had not burst before" : $"its words have burst before, {Shown.Number(value)} times",
        [Sign.Reposts.Name] = value => $"{Share(value)} pass on what others wrote",
        [Sign.Links.Name] = value => value <= 0 ? "nobody gives a link" : $"{Share(value)} give a link",
        [Sign.Aboutness.Name] = value => $"{Share(value)} of what they say is about it",
        [Sign.Things.Name] = value => value < 1.25 ? "each tells one thing of it only" : $"each tells {Shown.Number(value)} things of it",
        [Sign.CommonBits.Name] = value => value < 8 ? "they agree in little" : value < 14 ? "they agree in some details" : "they agree in detail",
        [Sign.Names.Name] = value => $"{Share(value)} name somebody or some place",
        [Sign.FirstPerson.Name] = value => $"{Share(value)} speak briefly of themselves",
        [Sign.Minutes.Name] = value => $"it has gone on for {Shown.Number(value)} min",
        [Sign.Independent.Name] = value => $"{Shown.Number(value)} speak independently",
    };

    /// <summary>The most telling first.</summary>
    public static IEnumerable<string> For(Alert alert, int most) =>
        Measured(alert).Where(reason => reason.Contribution >= Slight).OrderByDescending(reason => reason.Contribution).Take(most).Select(Of);

    /// <summary>The most telling first.</summary>
    public static IEnumerable<string> Against(Alert alert, int most) =>
        Measured(alert).Where(reason => reason.Contribution <= -Doubtful).OrderBy(reason => reason.Contribution).Take(most).Select(Of);

    /// <summary>What the score begins with, before anything is known, was not measured on this event.</summary>
    private static IEnumerable<AlertReason> Measured(Alert alert) => alert.Why.Where(reason => reason is not { Value: 0, Usual: 0 } || Words.ContainsKey(reason.Feature));

    /// <summary>A sign of another version is told as it was written.</summary>
    private static string Of(AlertReason reason) =>
        Words.TryGetValue(reason.Feature, out var words) ? words(reason.Value) : $"{Shown.Text(reason.Feature)} {Shown.Number(reason.Value)}, usually {Shown.Number(reason.Usual)}";

    private static string Share(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
