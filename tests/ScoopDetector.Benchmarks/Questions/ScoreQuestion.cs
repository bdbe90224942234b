using BenchmarkDotNet.Attributes;
using ScoopDetector.Bursts;
using ScoopDetector.State;
using ScoopDetector.Tallies;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does it take to hold one pane against what its terms' baselines lead one to expect? Unit: one pane of 250 posts, half an hour into the stream.</summary>
[Config(typeof(QuestionConfig))]
public class ScoreQuestion
{
    private const int Known = 360;
    private const int Panes = 120;

    private byte[] _saved = [];
    private PaneTally[] _tallies = [];
    private BurstDetector _detector = NewDetector();

    [GlobalSetup]
    public void SetUp()
    {
        _tallies = QuestionStream.Tallies();
        foreach (var tally in _tallies[..Known])
        {
            _detector.Accept(tally, static _ => { });
        }
        var writer = new StateWriter();
        writer.Begin("score");
        _detector.Save(writer);
        using var saved = new MemoryStream();
        writer.WriteTo(saved);
        _saved = saved.ToArray();
    }

    /// <summary>A pane teaches: each time begins with what was known before the first.</summary>
    [IterationSetup]
    public void GoBack()
    {
        var state = new PipelineState(new StateFile(new MemoryStream(_saved)));
        _detector = state.Keep("score", NewDetector());
        state.Loaded();
    }

    [Benchmark(OperationsPerInvoke = Panes)]
    public int Score()
    {
        var bursts = 0;
        foreach (var tally in _tallies.AsSpan(Known, Panes))
        {
            _detector.Accept(tally, pane => bursts += pane.Bursts.Count);
        }
        return bursts;
    }

    private static BurstDetector NewDetector() => new(QuestionStream.Options.Bursts, QuestionStream.Options.Tally);
}
