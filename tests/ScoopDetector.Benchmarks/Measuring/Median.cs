namespace ScoopDetector.Benchmarks.Measuring;

/// <summary>What stands in the middle, and near the end, by nearest rank: every figure that is told was measured once.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values) => At(values, 0.5) ?? throw new InvalidOperationException("Nothing was measured.");

    /// <param name="values">In any order.</param>
    /// <param name="share">0 to 1.</param>
    /// <returns>Null for no values.</returns>
    public static double? At(IEnumerable<double> values, double share)
    {
        double[] ordered = [.. values.Order()];
        return ordered.Length == 0 ? null : ordered[Math.Min(ordered.Length - 1, (int)(share * ordered.Length))];
    }
}
