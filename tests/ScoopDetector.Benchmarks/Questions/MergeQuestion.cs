using BenchmarkDotNet.Attributes;
using ScoopDetector.Tallies;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does it take to put two partitions' tallies of one pane together? Unit: one pane of 250 posts.</summary>
[Config(typeof(QuestionConfig))]
public class MergeQuestion
{
    private const int Panes = 200;

    private PaneTally[][] _parts = [];

    [GlobalSetup]
    public void SetUp() => _parts =
    [
        .. QuestionStream.Tallies(partitions: 2).GroupBy(tally => tally.Pane.Start).Select(pane => pane.ToArray()).Where(pane => pane.Length == 2).Take(Panes),
    ];

    [Benchmark(OperationsPerInvoke = Panes)]
    public int Merge()
    {
        var terms = 0;
        foreach (var parts in _parts)
        {
            terms += PaneTally.Merge(parts, QuestionStream.Options.Tally.SampleSize).Terms.Length;
        }
        return terms;
    }
}
