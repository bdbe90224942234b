using BenchmarkDotNet.Attributes;
using ScoopDetector.Benchmarks.Workloads;
using ScoopDetector.Posts;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does it take to read one JSON line into a post? Unit: one line.</summary>
[Config(typeof(QuestionConfig))]
public class ReaderQuestion
{
    private const int Lines = 4096;

    private readonly PostReader _reader = new(QuestionStream.Options.Read);
    private HeldLines _lines = new();

    [GlobalSetup]
    public void SetUp() => _lines = QuestionStream.Lines();

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Read()
    {
        var posts = 0;
        for (var i = 0; i < Lines; i++)
        {
            posts += _reader.TryRead(_lines[i], out _, out _) ? 1 : 0;
        }
        return posts;
    }
}
