namespace ScoopDetector.Evaluation;

/// <summary>How far a figure could have come out otherwise, had chance dealt other events or other threads.</summary>
internal static class Bootstrap
{
    private const int Rounds = 1000;
    private const uint Seed = 1;

    /// <summary>The middle 95 % of the shares of true among resamples with replacement; null for no hits or misses at all.</summary>
    /// <remarks>The order of <paramref name="hits"/> matters, as the seed is fixed: the same list, the same interval.</remarks>
    public static ShareInterval? Interval(IReadOnlyList<bool> hits) =>
        Interval(hits, drawn => drawn.Count(hit => hit) / (double)drawn.Count) is { } interval ? new(interval.Low, interval.High) : null;

    /// <summary>The middle 95 % of a figure among resamples with replacement; null for an empty sample, or where fewer than a half of the resamples have the figure.</summary>
    /// <param name="sample">What chance dealt. Its order matters, as the seed is fixed.</param>
    /// <param name="figure">Of a resample, which is only lent; null where it has none.</param>
    public static FigureInterval? Interval<T>(IReadOnlyList<T> sample, Func<IReadOnlyList<T>, double?> figure) => Interval([sample], drawn => figure(drawn[0]));

    /// <summary>The same of a figure of several samples, each drawn anew for itself: the days of a stream, or its runs.</summary>
    public static FigureInterval? Interval<T>(IReadOnlyList<IReadOnlyList<T>> samples, Func<IReadOnlyList<IReadOnlyList<T>>, double?> figure)
    {
        if (samples.All(sample => sample.Count == 0))
            return null;
        var chance = new MersenneTwister(Seed);
        T[][] drawn = [.. samples.Select(sample => new T[sample.Count])];
        List<double> figures = [];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < drawn.Length; i++)
                Draw(samples[i], drawn[i], chance);
            if (figure(drawn) is { } value)
                figures.Add(value);
        }
        if (figures.Count < Rounds / 2)
            return null;
        figures.Sort();
        return new(figures[figures.Count * 25 / 1000], figures[figures.Count * 975 / 1000 - 1]);
    }

    private static void Draw<T>(IReadOnlyList<T> sample, T[] into, MersenneTwister chance)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = sample[(int)(chance.NextDouble() * sample.Count)];
    }
}
