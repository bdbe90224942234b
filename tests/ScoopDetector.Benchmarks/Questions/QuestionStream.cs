using System.Reactive.Linq;
using System.Reactive.Subjects;
using ScoopDetector.Benchmarks.Workloads;
using ScoopDetector.Bursts;
using ScoopDetector.Faults;
using ScoopDetector.Posts;
using ScoopDetector.Simulation;
using ScoopDetector.Tallies;

namespace ScoopDetector.Benchmarks.Questions;

/// <summary>The simulated stream about which all questions are asked, as each stage meets it: 3/4 h at 50 posts a second, with an event every three minutes from minute 20 on.</summary>
internal static class QuestionStream
{
    public static readonly ScoopOptions Options = new() { Bursts = new() { LearnFor = TimeSpan.FromMinutes(20) } };

    private static readonly SimulationOptions Simulation = new() { Seed = 701, Hours = 0.75, PostsPerSecond = 50, Warmup = TimeSpan.FromMinutes(20), EventsPerHour = 20 };

    public static HeldLines Lines() => HeldLines.Of(new Firehose(Simulation).Select(line => line.Json));

    /// <summary>The first posts of the stream, as one batch.</summary>
    public static PostBatch Posts(int count)
    {
        var (batch, reader, lines) = (new PostBatch(0), new PostReader(Options.Read), Lines());
        for (var i = 0; batch.Count < count; i++)
        {
            if (reader.TryRead(lines[i], out var post, out _) && post.Kind == PostKind.Create)
            {
                batch.Add(post, post.CreatedAt);
            }
        }
        return batch;
    }

    /// <summary>Every pane of the stream, tallied.</summary>
    public static PaneTally[] Tallies(int partitions = 1)
    {
        var tallies = new List<PaneTally>();
        Feed(partitions, (pipeline, posts) => pipeline.Tally(posts).Where(part => part.Tally is not null).Subscribe(part => tallies.Add(part.Tally!)));
        return [.. tallies];
    }

    /// <summary>Every pane of the stream, scored.</summary>
    public static BurstPane[] Bursts()
    {
        var panes = new List<BurstPane>();
        Feed(1, (pipeline, posts) => pipeline.Score(pipeline.Tally(posts), 1).Subscribe(panes.Add));
        return [.. panes];
    }

    private static void Feed(int partitions, Func<ScoopPipeline, IObservable<PostBatch>, IDisposable> subscribe)
    {
        using var posts = new Subject<PostBatch>();
        using var subscribed = subscribe(new(Options, TimeProvider.System, new()), posts);
        var (hop, lines) = (new FirstHop(Options, partitions, posts.OnNext), Lines());
        for (var i = 0; i < lines.Count; i++)
        {
            hop.Accept(lines[i]);
        }
        hop.Complete();
        posts.OnCompleted();
    }
}
