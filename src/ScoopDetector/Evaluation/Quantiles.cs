namespace ScoopDetector.Evaluation;

/// <summary>The median and the ninetieth percentile by nearest rank, in seconds; null for no values.</summary>
/// <remarks>Of an even number of values the median is the larger of the two in the middle, as the reference scorer takes it.</remarks>
public sealed record Quantiles(double? P50, double? P90)
{
    internal static Quantiles Of(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return new(AtRank(ordered, .5), AtRank(ordered, .9));
    }

    // Never between two values: every figure that is reported was measured once.
    private static double? AtRank(double[] ordered, double share) =>
        ordered.Length == 0 ? null : ordered[Math.Min(ordered.Length - 1, (int)(share * ordered.Length))];
}
