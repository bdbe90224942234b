using BenchmarkDotNet.Attributes;
using ScoopDetector.Benchmarks.Workloads;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>What does the pipeline add to consuming the posts topic with the same deserialiser? Unit: the whole topic, about 140,000 messages, on a broker in this process.</summary>
[Config(typeof(QuestionConfig))]
public class KafkaQuestion
{
    private KafkaReading _reading = null!;
    private KafkaRun _run = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var lines = QuestionStream.Lines();
        (_reading, _run) = (new(lines, QuestionStream.Options), new(lines, QuestionStream.Options));
    }

    /// <summary>Each time one who has read nothing yet.</summary>
    [IterationSetup]
    public void Prepare()
    {
        _reading.Prepare();
        _run.Prepare();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _reading.Dispose();
        _run.Dispose();
    }

    [Benchmark(Baseline = true)]
    public long BareConsumer() => _reading.Run();

    [Benchmark]
    public long WithPipeline() => _run.Run();
}
