using System.Collections.Concurrent;
using System.Reactive.Subjects;
using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Runs;

/// <summary>One replay: files through the whole pipeline, on two threads.</summary>
/// <remarks>Reading and tallying is one half of the work, scoring and reporting the other. They are parted where Kafka may part them too, and the parts of panes pass
/// in order through a bounded queue, so that the alerts do not depend on who was faster.</remarks>
internal sealed class ReplayRun
{
    private const int MostWaiting = 64;

    private readonly ScoopPipeline _pipeline;
    private readonly int _partitions;

    public ReplayRun(ScoopOptions options, IReadOnlyList<string> files, int partitions, double? speed, TimeProvider clock, Action<CandidateEvent, double>? considered = null)
    {
        _partitions = partitions;
        Intake = new(options.Read, options.Tally, partitions, clock, Drops);
        Files = new(files, options.Read, Intake, speed, clock);
        _pipeline = new(options, clock, Drops) { Considered = considered };
    }

    public DropCounts Drops { get; } = new();

    public PostIntake Intake { get; }

    public ReplayFiles Files { get; }

    /// <summary>Gives each alert to <paramref name="receive"/>, in order, on another thread than the caller's.</summary>
    public void Run(Action<Alert> receive, CancellationToken stop)
    {
        using var queue = new BlockingCollection<PanePart[]>(MostWaiting);
        var reporting = Task.Factory.StartNew(() => Report(queue, receive), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            Tally(queue, reporting, stop);
        }
        finally
        {
            queue.CompleteAdding();
        }
        reporting.GetAwaiter().GetResult();
    }

    private void Tally(BlockingCollection<PanePart[]> queue, Task reporting, CancellationToken stop)
    {
        var parts = new List<PanePart>();
        using var posts = new Subject<PostBatch>();
        using var tallied = _pipeline.Tally(posts).Subscribe(parts.Add);
        Files.Read(
            batch =>
            {
                posts.OnNext(batch);
                HandOn(parts, queue, reporting);
            },
            stop);
        posts.OnCompleted();
        HandOn(parts, queue, reporting);
    }

    private static void HandOn(List<PanePart> parts, BlockingCollection<PanePart[]> queue, Task reporting)
    {
        if (parts.Count == 0)
        {
            return;
        }
        // If the other half has failed, nobody will ever make room.
        while (!queue.TryAdd([.. parts], TimeSpan.FromSeconds(1)))
        {
            if (reporting.IsCompleted)
            {
                reporting.GetAwaiter().GetResult();
            }
        }
        parts.Clear();
    }

    private void Report(BlockingCollection<PanePart[]> queue, Action<Alert> receive)
    {
        using var parts = new Subject<PanePart>();
        using var alerts = _pipeline.Report(_pipeline.Score(parts, _partitions)).Subscribe(receive);
        foreach (var part in queue.GetConsumingEnumerable().SelectMany(batch => batch))
        {
            parts.OnNext(part);
        }
        parts.OnCompleted();
    }
}
