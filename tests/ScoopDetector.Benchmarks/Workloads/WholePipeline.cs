using System.Diagnostics;
using System.Reactive.Subjects;
using ScoopDetector.Faults;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Posts;

namespace ScoopDetector.Benchmarks.Workloads;

/// <summary>From lines to alerts, all stages on one thread, from memory.</summary>
/// <param name="lines">The stream.</param>
/// <param name="options">Of all stages.</param>
/// <param name="partitions">Over how many the posts are spread.</param>
internal sealed class WholePipeline(HeldLines lines, ScoopOptions options, int partitions = 1) : IWorkload
{
    private readonly List<double> _delays = [];

    public long HeldBytes => lines.Bytes;

    public IReadOnlyList<double> Delays => _delays;

    public long Terms { get; private set; }

    public long OpenEvents { get; private set; }

    public long Run()
    {
        using var posts = new Subject<PostBatch>();
        var (pipeline, since) = (new ScoopPipeline(options, TimeProvider.System, new()), 0L);
        _delays.Clear();
        OpenEvents = 0;
        // Once a pane, never for each post.
        var panes = new StageClock().Time(Stage.Report, pipeline.Score(pipeline.Tally(posts), partitions), done: _ =>
        {
            _delays.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            OpenEvents = Math.Max(OpenEvents, pipeline.Holdings.OpenEvents);
        });
        using var told = pipeline.Report(panes).Subscribe(static _ => { });
        var hop = new FirstHop(options, partitions, batch =>
        {
            since = Stopwatch.GetTimestamp();
            posts.OnNext(batch);
        });
        for (var i = 0; i < lines.Count; i++)
        {
            hop.Accept(lines[i]);
        }
        hop.Complete();
        posts.OnCompleted();
        Terms = pipeline.Holdings.Terms;
        return hop.Posts;
    }

    public void Dispose()
    {
    }
}
