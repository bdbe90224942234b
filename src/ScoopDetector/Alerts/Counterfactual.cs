using ScoopDetector.Events;

namespace ScoopDetector.Alerts;

/// <summary>The least change of one sign, all else as it was, by which an event that was told would not have been, or the other way round.</summary>
/// <remarks>Found by asking the score itself, not by a guess at its shape; so it is also right for a model of trees, which leaps.
/// Such a model may go down where one voice more joins: what makes no sense is not told. A change has sense if the plain score, whose curves rise and fall only where
/// sense asks for it, goes the same way, and of people, for whom it has no curve, if more of them speak for an event.</remarks>
/// <param name="Sign">What would have had to be otherwise.</param>
/// <param name="Was">As measured.</param>
/// <param name="Needed">The nearest value that changes the decision, rounded away from what was measured.</param>
/// <param name="Score">What the event would have scored then, in log-odds.</param>
internal sealed record Counterfactual(Sign Sign, double Was, double Needed, double Score)
{
    private static readonly PlainScore Plain = new();

    /// <summary>Steps from what was measured to either end: leaps that are nearer together than this may be passed over.</summary>
    private const int Steps = 200;

    private const double Grain = .01;

    /// <summary>How far it is, by the measure of all that the sign can be.</summary>
    private double Distance => Math.Abs(Needed - Was) / (Sign.Most - Sign.Least);

    /// <summary>One for each sign that alone could have changed the decision, the smallest change first.</summary>
    /// <param name="score">That weighed the event.</param>
    /// <param name="evidence">As it was.</param>
    /// <param name="bar">The score that was needed.</param>
    /// <param name="voices">The least number of independent voices.</param>
    public static IReadOnlyList<Counterfactual> Of(INewsScore score, EventEvidence evidence, double bar, int voices)
    {
        bool IsTold(EventEvidence one) => score.Of(one) >= bar && one.Independent >= voices;
        var was = IsTold(evidence);
        return [.. Sign.All
            .Select(sign => Nearest(sign, evidence, one => IsTold(one) != was && (was ? Better(sign, evidence, one) < 0 : Better(sign, evidence, one) > 0)) is { } needed ? new Counterfactual(sign, sign.Value(evidence), needed, score.Of(sign.With(evidence, needed))) : null)
            .OfType<Counterfactual>()
            .OrderBy(one => one.Distance)];
    }

    /// <summary>How much more one event speaks for itself than before, by sense; 0 where sense says nothing.</summary>
    private static double Better(Sign sign, EventEvidence before, EventEvidence after) => sign.IsCount ? sign.Value(after) - sign.Value(before) : Plain.Of(after) - Plain.Of(before);

    private static double? Nearest(Sign sign, EventEvidence evidence, Func<EventEvidence, bool> isOtherwise)
    {
        var was = sign.Value(evidence);
        bool Turns(double value) => isOtherwise(sign.With(evidence, value));
        double?[] ends = [Toward(sign.Least, was, sign.IsCount, Turns), Toward(sign.Most, was, sign.IsCount, Turns)];
        return ends.OfType<double>().OrderBy(value => Math.Abs(value - was)).Cast<double?>().FirstOrDefault();
    }

    private static double? Toward(double end, double was, bool isCount, Func<double, bool> turns)
    {
        if (isCount)
            return Enumerable.Range(1, (int)Math.Abs(end - was)).Select(step => was + (Math.Sign(end - was) * step)).Where(turns).Cast<double?>().FirstOrDefault();
        var near = was;
        for (var i = 1; i <= Steps && end != was; i++)
        {
            var far = was + ((end - was) * i / Steps);
            if (turns(far))
                return Rounded(Between(near, far, turns), end, turns);
            near = far;
        }
        return null;
    }

    /// <summary>Where it turns, between a value that does not and one that does.</summary>
    private static double Between(double near, double far, Func<double, bool> turns)
    {
        for (var i = 0; i < 30; i++)
        {
            var middle = (near + far) / 2;
            (near, far) = turns(middle) ? (near, middle) : (middle, far);
        }
        return far;
    }

    /// <summary>A value that people can read and that still turns it; the value itself where there is none.</summary>
    private static double Rounded(double value, double end, Func<double, bool> turns)
    {
        var outward = end > value ? Math.Ceiling(value / Grain) * Grain : Math.Floor(value / Grain) * Grain;
        var rounded = Math.Round(outward, 2);
        return Math.Abs(rounded - value) <= Math.Abs(end - value) && turns(rounded) ? rounded : value;
    }
}
