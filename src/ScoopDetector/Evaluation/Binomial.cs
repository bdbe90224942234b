namespace ScoopDetector.Evaluation;

/// <summary>What can be said of a probability after some trials.</summary>
internal static class Binomial
{
    private const double Tail = .025;
    private const int Halvings = 60;

    /// <summary>The exact 95 % interval (Clopper and Pearson, 1934) of a probability that showed itself in <paramref name="hits"/> of <paramref name="trials"/>; null for no trials.</summary>
    /// <remarks>No smaller and no larger probability makes so many, or so few, as improbable as one in forty. It holds where a bootstrap has no width: none of 20 is [0, 0.168].</remarks>
    public static ShareInterval? Interval(int hits, int trials) => trials == 0 ? null : new(
        hits == 0 ? 0 : Solve(p => AtMost(trials - hits, trials, 1 - p) - Tail),
        hits == trials ? 1 : Solve(p => Tail - AtMost(hits, trials, p)));

    /// <summary>Where a rising function passes zero between 0 and 1.</summary>
    private static double Solve(Func<double, double> rising)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>The probability of at most so many hits.</summary>
    private static double AtMost(int hits, int trials, double p)
    {
        // In logarithms: the first term of a thousand trials is too small for a double.
        var (term, sum) = (trials * Math.Log(1 - p), 0.0);
        for (var k = 0; k <= hits; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((trials - k) / (k + 1.0) * (p / (1 - p)));
        }
        return Math.Min(1, sum);
    }
}
