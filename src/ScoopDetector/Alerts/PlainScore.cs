using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>The score without a trained model: one that a reader can check with a pencil.</summary>
/// <remarks>
/// A generalised additive model (Hastie and Tibshirani, 1986): each sign has a curve of its own, straight between its knots, flat outside, and rising or falling throughout
/// where sense asks for it. Fitted as a logistic regression with small weights on fourteen development streams, and rounded; that of the words of alarm later, beside the others, on twelve, its loss halved where nobody uses one, as not all news is alarming. Each contribution is told against the
/// value that small talk usually has. An event begins slowly: what is said by many within seconds, and by nobody after an hour, is a slogan or an echo.
/// </remarks>
internal sealed class PlainScore : INewsScore
{
    private static readonly (Sign Sign, Curve Curve)[] Curves =
    [
        (Sign.Surprise, new((4, 0), (5, 0.7), (7, 1.15))),
        (Sign.SecondSurprise, new((3, 0.1), (4, 1.1), (5, 1.3))),
        (Sign.Voices, Curve.OnOctaves((0.01, 1.5), (0.03, 1.15), (0.1, 0.95), (0.3, 0.75), (1, 0.45), (4, 0))),
        (Sign.Earlier, new((0, 0), (1, -0.5), (2, -1.1), (3, -1.3))),
        (Sign.Reposts, new((0, 0), (0.1, 0.45), (0.25, 1.55), (0.5, 3), (0.75, 3.15))),
        (Sign.Links, new((0, 0), (0.1, 0), (0.25, 0.3), (0.5, 0.75), (0.8, 1), (1, 0.3))),
        (Sign.Aboutness, new((0.03, 0), (0.1, 0.8), (0.2, 1.85))),
        (Sign.Things, new((1, 0), (1.5, 0.85), (3, 0.95))),
        (Sign.CommonBits, Curve.OnOctaves((8, 0), (16, 0.85))),
        (Sign.Names, new((0, 0), (0.25, 0.25), (0.5, 0.25), (0.75, 1.2), (1, 1.4))),
        (Sign.FirstPerson, new((0, 0), (0.1, 0.55), (0.25, 0.65), (0.5, -0.8))),
        (Sign.Alarm, new((0, 0), (0.15, 0.7), (0.3, 0.9), (0.5, 1.3), (0.75, 1.5), (1, 2.5))),
        (Sign.Minutes, Curve.OnOctaves((1, 0), (3, 1.1), (10, 1.35), (30, 1), (60, 0.3))),
    ];

    /// <summary>What an event starts from that says nothing but the usual.</summary>
    private const double Start = -5.1;

    public double Of(EventEvidence evidence) => Start + Curves.Sum(one => Contribution(one.Sign, one.Curve, evidence));

    public IReadOnlyList<AlertReason> Explain(EventEvidence evidence) => Reasons.Of(Of(evidence), evidence, Contributions(evidence));

    public static IEnumerable<(Sign Sign, double Contribution)> Contributions(EventEvidence evidence) =>
        Curves.Select(one => (one.Sign, Contribution(one.Sign, one.Curve, evidence)));

    private static double Contribution(Sign sign, Curve curve, EventEvidence evidence) => curve.At(sign.Value(evidence)) - curve.At(sign.Usual);
}
