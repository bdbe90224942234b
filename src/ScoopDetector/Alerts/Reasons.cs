using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>Writes down what a score is made of.</summary>
internal static class Reasons
{
    public const string Start = "before anything is known";

    /// <summary>The contributions, the most telling first. They add up: what rounding leaves over goes to where the score starts from.</summary>
    public static IReadOnlyList<AlertReason> Of(double score, EventEvidence evidence, IEnumerable<(Sign Sign, double Contribution)> contributions)
    {
        var reasons = contributions.Select(one => new AlertReason(one.Sign.Name, Round(one.Sign.Value(evidence)), one.Sign.Usual, Round(one.Contribution))).ToList();
        reasons.Add(new(Start, 0, 0, Round(score - reasons.Sum(reason => reason.Contribution))));
        return [.. reasons.OrderByDescending(reason => reason.Contribution)];
    }

    /// <summary>Two decimals: more would be noise, and would tie alerts to the last bit of a logarithm.</summary>
    public static double Round(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
