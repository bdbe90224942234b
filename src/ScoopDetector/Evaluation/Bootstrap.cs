namespace ScoopDetector.Evaluation;

/// <summary>How far a share could have come out otherwise, had chance dealt other events or other threads.</summary>
internal static class Bootstrap
{
    private const int Rounds = 1000;
    private const uint Seed = 1;

    /// <summary>The middle 95 % of the shares of true among resamples with replacement; null for no hits or misses at all.</summary>
    /// <remarks>The order of <paramref name="hits"/> matters, as the seed is fixed: the same list, the same interval.</remarks>
    public static ShareInterval? Interval(IReadOnlyList<bool> hits)
    {
        if (hits.Count == 0)
            return null;
        var chance = new MersenneTwister(Seed);
        var shares = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            shares[round] = Resample(hits, chance);
        Array.Sort(shares);
        return new(shares[Rounds * 25 / 1000], shares[Rounds * 975 / 1000 - 1]);
    }

    private static double Resample(IReadOnlyList<bool> hits, MersenneTwister chance)
    {
        var drawn = 0;
        for (var i = 0; i < hits.Count; i++)
            drawn += hits[(int)(chance.NextDouble() * hits.Count)] ? 1 : 0;
        return drawn / (double)hits.Count;
    }
}
