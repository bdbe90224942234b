namespace ScoopDetector.Evaluation;

/// <summary>How long it took to find what was found, in seconds.</summary>
/// <param name="Seconds">Ascending; negative where the detector needed fewer voices than the five that are counted from.</param>
/// <param name="Quantiles">Median and ninetieth percentile.</param>
/// <param name="P50Interval">Bootstrapped over events; null if nothing was found.</param>
/// <param name="P90Interval">The same.</param>
internal sealed record DelayFigure(IReadOnlyList<double> Seconds, Quantiles Quantiles, FigureInterval? P50Interval, FigureInterval? P90Interval)
{
    public static DelayFigure From(IEnumerable<double> delays)
    {
        double[] seconds = [.. delays.Order()];
        return new(
            seconds,
            Quantiles.Of(seconds),
            Bootstrap.Interval(seconds, static drawn => Quantiles.Of(drawn).P50),
            Bootstrap.Interval(seconds, static drawn => Quantiles.Of(drawn).P90));
    }
}
