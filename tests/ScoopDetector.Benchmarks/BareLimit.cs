using System.Globalization;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Benchmarks.Workloads;

namespace ScoopDetector.Benchmarks;

/// <summary>How far the pipeline is from what cannot be left out: reading each post, finding its terms, and counting the distinct authors of each in each pane.</summary>
/// <remarks>Both on one thread, over lines held in memory, each first in turn; told are the medians of processor time, the compiler's and the collector's included.</remarks>
internal static class BareLimit
{
    private const int Runs = 5;

    public static void Run(string path)
    {
        var options = new ScoopOptions();
        var (bare, whole) = Measure(HeldLines.Read(path, options.Read.MaxLineBytes), options, Runs, static () => Environment.CpuUsage.TotalTime);
        Tell("bare", Median.Of(bare));
        Tell("pipeline", Median.Of(whole));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the pipeline takes {Median.Of(whole) / Median.Of(bare):0.0} times as long"));
    }

    /// <param name="lines">What both go over.</param>
    /// <param name="options">Of the pipeline.</param>
    /// <param name="runs">How often, beyond one for the compiler.</param>
    /// <param name="now">The time that counts.</param>
    /// <returns>Nanoseconds a post of each run, run by run.</returns>
    public static (IReadOnlyList<double> Bare, IReadOnlyList<double> Whole) Measure(HeldLines lines, ScoopOptions options, int runs, Func<TimeSpan> now)
    {
        using var count = new BareCount(lines, options);
        using var detect = new WholePipeline(lines, options);
        var (bare, whole) = (new List<double>(), new List<double>());
        for (var i = 0; i <= runs; i++)
        {
            foreach (var isBare in i % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var start = now();
                var posts = isBare ? count.Run() : detect.Run();
                var time = now() - start;
                // The first of each is for the compiler.
                if (i > 0)
                {
                    (isBare ? bare : whole).Add(time.TotalNanoseconds / posts);
                }
            }
        }
        return (bare, whole);
    }

    private static void Tell(string what, double nanoseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-10} {1e9 / nanoseconds,12:N0} a second  {nanoseconds,8:N0} ns a post"));
}
