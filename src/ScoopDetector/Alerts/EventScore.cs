using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>How much speaks for an event being news: a sum of contributions in log-odds, so that it can be explained.</summary>
/// <remarks>
/// A generalised additive model (Hastie and Tibshirani, 1986): each sign has a curve of its own, straight between its knots, flat outside, and rising or falling throughout
/// where sense asks for it. Fitted as a logistic regression with small weights on fourteen development streams, and rounded. Each contribution is told against the
/// value that small talk usually has. An event begins slowly: what is said by many within seconds, and by nobody after an hour, is a slogan or an echo.
/// </remarks>
internal static class EventScore
{
    private static readonly Sign[] Signs =
    [
        new("surprise of the leading term, powers of ten", e => e.Surprise, 4.5, new((4, 0), (5, 0.7), (7, 1.15))),
        new("surprise of the second term", e => e.SecondSurprise, 0, new((3, 0.1), (4, 1.1), (5, 1.3))),
        new("voices usual for the leading term", e => e.Usual, 0.12, Curve.OnOctaves((0.01, 1.5), (0.03, 1.15), (0.1, 0.95), (0.3, 0.75), (1, 0.45), (4, 0))),
        new("earlier bursts of the leading terms", e => e.Earlier, 0, new((0, 0), (1, -0.5), (2, -1.1), (3, -1.3))),
        new("share of reposts", e => e.RepostShare, 0, new((0, 0), (0.1, 0.45), (0.25, 1.55), (0.5, 3), (0.75, 3.15))),
        new("share of posts with a link", e => e.LinkShare, 0, new((0, 0), (0.1, 0), (0.25, 0.3), (0.5, 0.75), (0.8, 1), (1, 0.3))),
        new("share of what is said that is about it", e => e.Aboutness, 0.09, new((0.03, 0), (0.1, 0.8), (0.2, 1.85))),
        new("different things that a voice says of it", e => e.Things, 1, new((1, 0), (1.5, 0.85), (3, 0.95))),
        new("what two voices have in common, bits", e => e.CommonBits, 10, Curve.OnOctaves((8, 0), (16, 0.85))),
        new("share of voices that use a name", e => e.NamedShare, 0.1, new((0, 0), (0.25, 0.25), (0.5, 0.25), (0.75, 1.2), (1, 1.4))),
        new("share of short posts in the first person", e => e.FirstPersonShare, 0.2, new((0, 0), (0.1, 0.55), (0.25, 0.65), (0.5, -0.8))),
        new("minutes since the first post", e => e.Minutes, 4.5, Curve.OnOctaves((1, 0), (3, 1.1), (10, 1.35), (30, 1), (60, 0.3))),
    ];

    /// <summary>What an event starts from that says nothing but the usual.</summary>
    private const double Start = -5.1;

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
