using BenchmarkDotNet.Attributes;
using ScoopDetector.Posts;
using ScoopDetector.Terms;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does it take to find the terms of one text, as hashes, and its shingles? Unit: one post.</summary>
[Config(typeof(QuestionConfig))]
public class TermsQuestion
{
    private const int Posts = 4096;

    private readonly Tokenizer _tokenizer = new();
    private PostBatch _posts = new(0);

    [GlobalSetup]
    public void SetUp() => _posts = QuestionStream.Posts(Posts);

    [Benchmark(OperationsPerInvoke = Posts)]
    public int Find()
    {
        Span<uint> shingles = stackalloc uint[Shingles.Most];
        var found = 0;
        for (var i = 0; i < Posts; i++)
        {
            _tokenizer.Read(_posts[i].Text);
            found += _tokenizer.Uses.Length + _tokenizer.ReadShingles(shingles);
        }
        return found;
    }
}
