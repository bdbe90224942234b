using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>How much speaks for an event being news: a sum of contributions in log-odds, so that it can be explained.</summary>
internal static class EventScore
{
    private static readonly Feature[] Features =
    [
        new("independent voices", e => e.Independent, 2, e => 1.2 * Math.Log2(Math.Max(1, e.Independent) / 4.0)),
        new("voices that agree on two terms", e => e.Coherent, 1, e => 0.8 * Math.Log2((1 + e.Coherent) / 3.0)),
        new("different things said", e => e.Concepts, 2, e => 1.0 * Math.Log2(Math.Max(1, e.Concepts) / 3.0)),
        new("terms shared per voice", e => e.Density, 2, e => 0.5 * (Math.Min(e.Density, 5) - 2.5)),
        new("improbability of the leading term, powers of ten", e => e.Surprise, 4, e => 0.25 * (Math.Min(e.Surprise, 12) - 5)),
        new("improbability of the second term, powers of ten", e => e.SecondSurprise, 3, e => 0.25 * (Math.Min(e.SecondSurprise, 10) - 4)),
        new("share of one origin", e => e.TopOriginShare, 0.2, e => -2.0 * Math.Max(0, e.TopOriginShare - 0.5)),
    ];

    public static double Of(EventEvidence evidence) => Features.Sum(feature => feature.Contribution(evidence));

    public static IReadOnlyList<AlertReason> Explain(EventEvidence evidence) =>
        [.. Features
            .Select(feature => new AlertReason(feature.Name, Round(feature.Value(evidence)), feature.Usual, Round(feature.Contribution(evidence))))
            .OrderByDescending(reason => reason.Contribution)];

    /// <summary>Two decimals: more would be noise, and would tie alerts to the last bit of a logarithm.</summary>
    internal static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private sealed record Feature(string Name, Func<EventEvidence, double> Value, double Usual, Func<EventEvidence, double> Contribution);
}
