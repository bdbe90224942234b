using BenchmarkDotNet.Attributes;
using ScoopDetector.Bursts;
using ScoopDetector.Events;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does it take to make candidate events of the spiking terms of one pane, and to follow those that are open? Unit: one pane, of which every one has bursts.</summary>
[Config(typeof(QuestionConfig))]
public class ClusterQuestion
{
    private const int Panes = 200;

    private BurstPane[] _panes = [];
    private EventBook _events = NewBook();

    [GlobalSetup]
    public void SetUp() => _panes = [.. QuestionStream.Bursts().Where(pane => pane.Bursts.Count > 0).Take(Panes)];

    [IterationSetup]
    public void Forget() => _events = NewBook();

    [Benchmark(OperationsPerInvoke = Panes)]
    public int Cluster()
    {
        var told = 0;
        foreach (var pane in _panes)
        {
            _events.Accept(pane, _ => told++);
        }
        return told;
    }

    private static EventBook NewBook() => new(QuestionStream.Options.Events, QuestionStream.Options.Bursts);
}
