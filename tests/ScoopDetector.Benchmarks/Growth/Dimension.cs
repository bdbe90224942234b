using ScoopDetector.Benchmarks.Measuring;

namespace ScoopDetector.Benchmarks.Growth;

/// <summary>One thing that grows.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Points">From the least to the most.</param>
internal sealed record Dimension(string Name, IReadOnlyList<GrowthPoint> Points);

/// <param name="Times">How many times as much as at first.</param>
/// <param name="Words">How much of it that is, as measured.</param>
/// <param name="Order">The pipeline over that stream.</param>
internal sealed record GrowthPoint(int Times, Func<Pairs, string> Words, PassOrder Order)
{
    public Pairs Pairs { get; init; } = new();

    public string Label => Words(Pairs);

    /// <summary>The speed of the pipeline as a share of the bare limit's over the same stream, both in processor time.</summary>
    public double Share => 1 / Pairs.ProcessorTimes;

    public double Megabytes => Pairs.Middle(pass => pass.PeakMegabytes);
}
