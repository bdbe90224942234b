using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>How much speaks for an event being news: a sum of contributions in log-odds, so that it can be explained.</summary>
/// <remarks>
/// A generalised additive model (Hastie and Tibshirani, 1986): each sign has a curve of its own, straight between its knots, flat outside, and rising or falling throughout
/// where sense asks for it. Fitted as a logistic regression with small weights on fifteen development streams, and rounded. Each contribution is told against the
/// value that small talk usually has.
/// The likeness to an older event was set by hand: what is alike may be news, but news that the newsroom has.
/// </remarks>
internal static class EventScore
{
    private static readonly Sign[] Signs =
    [
        new("independent voices", e => e.Independent, 4, Curve.OnOctaves((3, 0), (4, 0.45))),
        new("different things said", e => e.Concepts, 3, new((1, 0), (2, 2.2), (3, 2.8), (5, 3.1))),
        new("surprise of the leading term, powers of ten", e => e.Surprise, 4.5, new((3, 0), (4, 1.2), (5, 1.4))),
        new("voices usual for the leading term", e => e.Usual, 0.5, Curve.OnOctaves((0.01, 3), (0.03, 2.45), (0.125, 1.45), (0.5, 0.7), (2, 0.05), (8, 0))),
        new("posts a minute", e => e.PerMinute, 0.6, Curve.OnOctaves((0.06, 0), (0.125, 0.75), (0.5, 1.7))),
        new("share of reposts", e => e.RepostShare, 0.1, new((0.1, 0), (0.3, 1.95), (0.6, 2.9))),
        new("share of posts with a link", e => e.LinkShare, 0.05, new((0, 0), (0.2, 1.5), (0.5, 1.9), (0.8, 1.7), (1, 0.6))),
        new("share of what is said that is about it", e => e.Aboutness, 0.13, new((0, 0), (0.1, 0.75), (0.2, 1.2))),
        new("share of voices that use a name", e => e.NamedShare, 0.5, new((0, 0), (0.25, 0.4), (0.5, 0.4), (0.75, 1.4), (1, 1.85))),
        new("likeness to an older event", e => e.Kinship, 0, new((0, 0), (0.2, -2))),
    ];

    /// <summary>What an event starts from that says nothing but the usual.</summary>
    private const double Start = -3.5;

    public static double Of(EventEvidence evidence) => Start + Signs.Sum(sign => sign.Contribution(evidence));

    public static IReadOnlyList<AlertReason> Explain(EventEvidence evidence) =>
        [.. Signs
            .Select(sign => new AlertReason(sign.Name, Round(sign.Value(evidence)), sign.Usual, Round(sign.Contribution(evidence))))
            .Append(new AlertReason("before anything is known", 0, 0, Start))
            .OrderByDescending(reason => reason.Contribution)];

    /// <summary>Two decimals: more would be noise, and would tie alerts to the last bit of a logarithm.</summary>
    internal static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    /// <param name="Name">In words.</param>
    /// <param name="Value">As measured.</param>
    /// <param name="Usual">What small talk has.</param>
    /// <param name="Curve">From the value to log-odds.</param>
    private sealed record Sign(string Name, Func<EventEvidence, double> Value, double Usual, Curve Curve)
    {
        private readonly double _atUsual = Curve.At(Usual);

        public double Contribution(EventEvidence evidence) => Curve.At(Value(evidence)) - _atUsual;
    }
}
