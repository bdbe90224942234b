using BenchmarkDotNet.Attributes;
using ScoopDetector.Benchmarks.Workloads;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does a post take from its line to the alerts, on one thread, beside what cannot be left out? Unit: the whole stream of 3/4 h, about 140,000 posts.</summary>
[Config(typeof(QuestionConfig))]
public class WholeReplayQuestion
{
    private BareCount _bare = null!;
    private WholePipeline _whole = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var lines = QuestionStream.Lines();
        (_bare, _whole) = (new(lines, QuestionStream.Options), new(lines, QuestionStream.Options));
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _bare.Dispose();
        _whole.Dispose();
    }

    [Benchmark(Baseline = true)]
    public long Bare() => _bare.Run();

    [Benchmark]
    public long Pipeline() => _whole.Run();
}
