using System.Reactive.Subjects;
using ScoopDetector.Benchmarks;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Benchmarks.Workloads;
using ScoopDetector.Faults;
using ScoopDetector.Host.Tests.Metrics;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;
using Xunit;

namespace ScoopDetector.Host.Tests.Performance;

/// <summary>That the pipeline stays as near to the bare limit, and as small, as it was. Never by the clock: what a machine does beside it must fail nothing.</summary>
[Collection(nameof(Alone))]
public sealed class BareLimitTests
{
    private const int Runs = 5;

    /// <summary>The speed of the pipeline over that of the bare limit, in processor time of their thread: the middle of what this test tells on two shared cores, with and without two busy loops beside.</summary>
    /// <remarks>Code that is not optimised is another program, so it has its own.</remarks>
#if DEBUG
    private const double Recorded = 0.1;
#else
    private const double Recorded = 0.1;
#endif

    /// <summary>What the stages may hold after so many posts, in bytes: a third more than was measured.</summary>
    private const long MostHeld = 1L << 30;

    private static readonly ScoopOptions Options = new() { Bursts = new() { LearnFor = TimeSpan.FromMinutes(4) } };

    private static readonly Lazy<HeldLines> Lines = new(() => HeldLines.Of(new Firehose(new()
    {
        Seed = 801,
        Hours = 0.25,
        PostsPerSecond = 20,
        Warmup = TimeSpan.FromMinutes(4),
        EventsPerHour = 20,
    }).Select(line => line.Json)));

    [Fact]
    public void The_pipeline_is_no_third_further_from_the_bare_limit_than_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the processor time of a thread.");

        var (bare, whole) = BareLimit.Measure(Lines.Value, Options, Runs, static () => ThreadTime.Now);

        var share = Median.Of(bare.Zip(whole, static (least, all) => least / all));
        Assert.True(share >= Recorded * 2 / 3, $"{share:0.0000} of the bare limit, and it was {Recorded}: {string.Join(", ", bare.Zip(whole, static (least, all) => $"{least:0}/{all:0} ns"))}");
    }

    [Fact]
    public void What_the_stages_hold_stays_within_its_budget()
    {
        using var posts = new Subject<PostBatch>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var told = new ScoopPipeline(Options, TimeProvider.System, new()).Detect(posts, 1).Subscribe(static _ => { });
        var hop = new FirstHop(Options, 1, posts.OnNext);
        for (var i = 0; i < Lines.Value.Count; i++)
        {
            hop.Accept(Lines.Value[i]);
        }
        hop.Flush();

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 1, MostHeld);
    }
}
