using System.Globalization;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Host.Reports;

namespace ScoopDetector.Benchmarks.Comparing;

/// <summary>A row of the table.</summary>
internal sealed record ComparedWay(string Name, PassOrder Order)
{
    public static readonly IReadOnlyList<string> Head =
        ["", "posts/s", "of bare", "CPU ns/post", "x bare", "memory MB", "GC pause p99 ms", "of the time", "B/post", "delay p50 ms", "p99 ms"];

    public Pairs Pairs { get; } = new();

    public string[] Row() =>
    [
        Name,
        Figure.Whole(Pairs.Middle(pass => pass.PostsPerSecond)),
        Figure.Share(Pairs.SpeedShare),
        Figure.Whole(Pairs.Middle(pass => pass.ProcessorNanoseconds)),
        Figure.Tenth(Pairs.ProcessorTimes),
        Figure.Whole(Pairs.Middle(pass => pass.PeakMegabytes)),
        Figure.Tenth(Median.At(Pairs.Whole.SelectMany(pass => pass.Pauses), 0.99)),
        Pairs.Middle(pass => pass.Pauses.Sum() / 1e3 / pass.Seconds).ToString("0.0 %", CultureInfo.InvariantCulture),
        Figure.Whole(Pairs.Middle(pass => pass.BytesPerPost)),
        Milliseconds(0.5),
        Milliseconds(0.99),
    ];

    private string Milliseconds(double share) => Median.At(Pairs.Whole.SelectMany(pass => pass.Delays), share)?.ToString("0.0", CultureInfo.InvariantCulture) ?? Figure.None;
}
