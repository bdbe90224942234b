namespace ScoopDetector.Evaluation;

/// <summary>How well a ranking puts news first: normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) with a gain of 1 for news and 0 for all else.</summary>
internal static class Ndcg
{
    /// <summary>How far an editor reads.</summary>
    public const int Depth = 20;

    /// <summary>0 to 1, 1 where no news stands below anything else within the first 20; null if nothing is news.</summary>
    /// <param name="ranked">Whether each is news, the first of the ranking first.</param>
    public static double? Of(IReadOnlyList<bool> ranked)
    {
        var news = ranked.Count(isNews => isNews);
        return news == 0 ? null : ranked.Take(Depth).Select((isNews, rank) => isNews ? Discount(rank) : 0).Sum() / Best(news);
    }

    /// <summary>What a ranking by chance would have on the mean: what any other must beat. Null if nothing is news.</summary>
    public static double? ByChance(int news, int all) => news == 0 ? null : news / (double)all * Best(all) / Best(news);

    private static double Best(int news) => Enumerable.Range(0, Math.Min(Depth, news)).Sum(Discount);

    private static double Discount(int rank) => 1 / Math.Log2(rank + 2);
}
