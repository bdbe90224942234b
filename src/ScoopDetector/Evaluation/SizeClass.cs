namespace ScoopDetector.Evaluation;

/// <summary>Events of about one size, in posts; both ends belong to it.</summary>
internal sealed record SizeClass(string Name, int Least, int Most)
{
    /// <summary>Small, middling and large. The smallest event of the benchmark has 12 posts; a smaller one would count as small.</summary>
    public static readonly IReadOnlyList<SizeClass> All =
        [new("12-29", 0, 29), new("30-99", 30, 99), new("100+", 100, 1_000_000_000)];

    public bool Holds(EventTruth one) => Least <= one.Size && one.Size <= Most;
}
