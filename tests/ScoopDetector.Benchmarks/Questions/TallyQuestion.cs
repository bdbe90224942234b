using BenchmarkDotNet.Attributes;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Terms;
using ScoopDetector.Time;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>How long does it take to count one pane of posts, and to seal it? Unit: one post of the pane.</summary>
/// <remarks>What it allocates is what is kept: the digest of each post, and the counts of the pane.</remarks>
[Config(typeof(QuestionConfig))]
public class TallyQuestion
{
    private readonly TallyBook _book = new(QuestionStream.Options.Tally.SampleSize);
    private readonly Tokenizer _tokenizer = new();
    private PostBatch _posts = new(0);

    /// <summary>5 s at 50 and at 800 posts a second.</summary>
    [Params(250, 4_000)]
    public int PostsInPane { get; set; }

    [GlobalSetup]
    public void SetUp() => _posts = QuestionStream.Posts(4_000);

    [Benchmark(OperationsPerInvoke = 4_000)]
    public int Count()
    {
        var terms = 0;
        for (var first = 0; first < 4_000; first += PostsInPane)
        {
            _book.Open(Pane.Of(_posts[first].CreatedAt, (int)QuestionStream.Options.Tally.Pane.TotalMilliseconds));
            for (var i = first; i < first + PostsInPane; i++)
            {
                _book.Add(_posts[i], _posts[i].CreatedAt, _tokenizer);
            }
            terms += _book.Seal().Terms.Length;
        }
        return terms;
    }
}
