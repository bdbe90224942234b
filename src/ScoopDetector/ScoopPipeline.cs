using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.Tallies;

namespace ScoopDetector;

/// <summary>The product in one sentence: posts are tallied in panes, tallies are scored for bursts, bursts are reported as alerts.</summary>
/// <remarks>Each role is a method, so that one process may run them all, or a Kafka topic may stand between any two. No stage knows which.</remarks>
public sealed class ScoopPipeline(ScoopOptions options, TimeProvider clock, DropCounts drops)
{
    /// <param name="posts">Batches of any number of partitions.</param>
    /// <param name="partitions">How many partitions there are.</param>
    public IObservable<Alert> Detect(IObservable<PostBatch> posts, int partitions) => Report(Score(Tally(posts), partitions));

    /// <summary>Counts each partition's posts, pane by pane. Scales with the partitions.</summary>
    public IObservable<PanePart> Tally(IObservable<PostBatch> posts) => posts
        .Through(() => new PartitionCutters(options.Tally, clock, drops));

    /// <summary>Finds the terms that more independent people use than usual.</summary>
    public IObservable<BurstPane> Score(IObservable<PanePart> parts, int partitions) => parts
        .Through(() => new PaneMerger(partitions, options.Tally, drops, Holdings))
        .Through(() => new BurstDetector(options.Bursts, options.Tally, Holdings));

    /// <summary>Groups bursts into events, follows them, and tells the newsroom.</summary>
    public IObservable<Alert> Report(IObservable<BurstPane> bursts) => bursts
        .Through(() => new EventBook(options.Events, options.Bursts, Holdings))
        .Through(() => new AlertDesk(options.Alerts, Model ?? NewsScores.Named(options.Alerts.Model), Considered));

    /// <summary>What its stages hold in memory now.</summary>
    public Holdings Holdings { get; } = new();

    /// <summary>What ranks the events, where it is none of those that come with the product.</summary>
    internal INewsScore? Model { get; init; }

    /// <summary>Is told of every event that was weighed, with its score, whether or not it was told to anybody.</summary>
    internal Action<CandidateEvent, double>? Considered { get; init; }
}
