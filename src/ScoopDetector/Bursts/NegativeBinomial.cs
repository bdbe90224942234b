namespace ScoopDetector.Bursts;

/// <summary>Counts of events whose rate itself is uncertain or uneven: a Poisson count with a gamma-distributed rate.</summary>
internal static class NegativeBinomial
{
    /// <summary>Nearer than this the bounds do not decide: far more than rounding can do.</summary>
    private const double Margin = 1e-6;

    private static readonly double Ln10 = Math.Log(10);

    /// <summary>-log10 P(K ≥ k) for a count with this mean and shape; 0 where k is not above the mean.</summary>
    /// <param name="k">What was counted.</param>
    /// <param name="mean">What is expected; above 0.</param>
    /// <param name="shape">The gamma shape r; the variance is mean + mean² / r. Above 0.</param>
    public static double Surprise(int k, double mean, double shape)
    {
        if (k <= mean)
        {
            return 0;
        }
        var p = mean / (mean + shape);
        return Math.Max(0, -(LogFirst(k, shape, p) + Math.Log(Sum(k, shape, p))) / Ln10);
    }

    /// <summary>Whether <see cref="Surprise"/> is at least <paramref name="enough"/>, for less work: most are told by their first terms.</summary>
    /// <param name="enough">Above 0.</param>
    public static bool IsSurprising(int k, double mean, double shape, double enough)
    {
        if (k <= mean)
        {
            return false;
        }
        var p = mean / (mean + shape);
        var logFirst = LogFirst(k, shape, p);
        // The sum lies between its first two terms and a geometric series of the steepest ratio, which is the first or the last.
        var ratio = (shape + k) / (k + 1) * p;
        var most = -(enough * Ln10) - logFirst;
        if (Math.Log(1 + ratio) > most + Margin)
        {
            return false;
        }
        return -Math.Log(1 - Math.Max(ratio, p)) < most - Margin || -(logFirst + Math.Log(Sum(k, shape, p))) / Ln10 >= enough;
    }

    /// <summary>log P(K = k).</summary>
    private static double LogFirst(int k, double shape, double p) =>
        LogRising(shape, k) - LogFactorial(k) + (shape * Math.Log(1 - p)) + (k * Math.Log(p));

    /// <summary>P(K ≥ k) / P(K = k).</summary>
    private static double Sum(int k, double shape, double p)
    {
        // Beyond k > mean the terms fall at least geometrically.
        double sum = 1, term = 1;
        for (var i = k; i < k + 1000; i++)
        {
            term *= (shape + i) / (i + 1) * p;
            sum += term;
            if (term < sum * 1e-9)
            {
                break;
            }
        }
        return sum;
    }

    /// <summary>log of shape (shape + 1) … (shape + k - 1) = Γ(shape + k) / Γ(shape).</summary>
    private static double LogRising(double shape, int k)
    {
        if (k > 24)
        {
            return LogGamma(shape + k) - LogGamma(shape);
        }
        // The product itself stays far inside a double's range.
        var product = 1.0;
        for (var i = 0; i < k; i++)
        {
            product *= shape + i;
        }
        return Math.Log(product);
    }

    private static double LogFactorial(int k) => k < LogFactorials.Length ? LogFactorials[k] : LogGamma(k + 1);

    private static readonly double[] LogFactorials = [.. Enumerable.Range(0, 256).Select(k => LogGamma(k + 1))];

    /// <summary>Stirling's series after shifting the argument above 8; error below 1e-10.</summary>
    public static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 8; x++)
        {
            shift += Math.Log(x);
        }
        var inverse = 1 / (x * x);
        var series = (1.0 / 12) - (inverse * ((1.0 / 360) - (inverse * ((1.0 / 1260) - (inverse / 1680)))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - shift;
    }
}
