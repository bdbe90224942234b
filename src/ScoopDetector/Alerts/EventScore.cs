using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>How much speaks for an event being news: a sum of contributions in log-odds, so that it can be explained.</summary>
/// <remarks>The weights are rounded from a logistic regression on five development streams of six hours; signs that made no sense by themselves were set to none.</remarks>
internal static class EventScore
{
    /// <summary>What an event starts from: most of what bursts is small talk.</summary>
    private const double Start = -0.1;

    private static readonly Feature[] Features =
    [
        new("independent voices", e => e.Independent, 4, e => 0.3 * Math.Log2(Math.Max(1, e.Independent) / 4.0)),
        new("voices that agree on two things", e => e.Coherent, 2, e => 0.3 * Math.Log2((1 + e.Coherent) / 3.0)),
        new("different things said", e => e.Concepts, 3, e => 0.8 * Math.Log2(Math.Max(1, e.Concepts) / 3.0)),
        new("things said per voice", e => e.Density, 2, e => 0.3 * (Math.Min(e.Density, 5) - 2)),
        new("improbability of the leading term, powers of ten", e => e.Surprise, 6, e => 0.25 * (Math.Min(e.Surprise, 15) - 6)),
        new("usual voices of the leading term", e => e.Usual, 1, e => -0.2 * Math.Log2(Math.Max(0.02, e.Usual))),
        new("posts a minute", e => e.PerMinute, 1, e => 0.3 * Math.Log2(Math.Max(0.1, e.PerMinute))),
        new("share of posts that pass it on", e => e.RepostShare, 0, e => 1.0 * e.RepostShare),
        new("share of posts with a link", e => e.LinkShare, 0, e => 0.5 * e.LinkShare),
        new("share of one origin beyond a third", e => e.TopOriginShare, 0.33, e => -1.5 * Math.Max(0, e.TopOriginShare - 0.3)),
    ];

    public static double Of(EventEvidence evidence) => Start + Features.Sum(feature => feature.Contribution(evidence));

    public static IReadOnlyList<AlertReason> Explain(EventEvidence evidence) =>
        [.. Features
            .Select(feature => new AlertReason(feature.Name, Round(feature.Value(evidence)), feature.Usual, Round(feature.Contribution(evidence))))
            .Append(new AlertReason("before anything is known", 0, 0, Start))
            .OrderByDescending(reason => reason.Contribution)];

    /// <summary>Two decimals: more would be noise, and would tie alerts to the last bit of a logarithm.</summary>
    internal static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private sealed record Feature(string Name, Func<EventEvidence, double> Value, double Usual, Func<EventEvidence, double> Contribution);
}
