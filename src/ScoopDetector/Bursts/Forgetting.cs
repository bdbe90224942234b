namespace ScoopDetector.Bursts;

/// <summary>How much of what was counted is still remembered after a time: e^(-t/τ) for each horizon τ.</summary>
/// <remarks>Hot: asked for each use of each term, so the common answers are worked out beforehand.</remarks>
internal sealed class Forgetting
{
    private const int Steps = 1 << 14;

    private readonly float[][] _kept;
    private readonly double[] _horizons;
    private readonly int _step;

    /// <param name="horizons">The time constants.</param>
    /// <param name="step">The times asked for are multiples of this many milliseconds.</param>
    public Forgetting(IReadOnlyList<TimeSpan> horizons, int step)
    {
        _step = step;
        _horizons = [.. horizons.Select(horizon => horizon.TotalMilliseconds)];
        _kept = [.. _horizons.Select(horizon => Enumerable.Range(0, Steps).Select(i => (float)Math.Exp(-i * (double)step / horizon)).ToArray())];
    }

    public float After(long passed, int horizon)
    {
        var steps = passed / _step;
        return steps < Steps ? _kept[horizon][steps] : (float)Math.Exp(-passed / _horizons[horizon]);
    }
}
