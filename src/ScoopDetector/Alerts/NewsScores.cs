namespace ScoopDetector.Alerts;

/// <summary>The scores that come with the product, by the names by which <see cref="AlertOptions.Model"/> asks for them.</summary>
internal static class NewsScores
{
    public const string Shipped = "shipped";
    public const string Plain = "plain";

    /// <summary>Null if none has this name: it is a file then, which is not the core's to read.</summary>
    public static INewsScore? Named(string name) => name switch
    {
        Shipped => new TrainedScore(NewsModel.Shipped),
        Plain => new PlainScore(),
        _ => null,
    };
}
