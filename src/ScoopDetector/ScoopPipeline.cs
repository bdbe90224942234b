using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.State;
using ScoopDetector.Tallies;

namespace ScoopDetector;

/// <summary>The product in one sentence: posts are tallied in panes, tallies are scored for bursts, bursts are reported as alerts.</summary>
/// <remarks>Each role is a method, so that one process may run them all, or a Kafka topic may stand between any two. No stage knows which.</remarks>
public sealed class ScoopPipeline(ScoopOptions options, TimeProvider clock, DropCounts drops)
{
    /// <param name="posts">Batches of any number of partitions.</param>
    /// <param name="partitions">How many partitions there are.</param>
    /// <param name="state">What the stages begin with, and of whom they can be saved; null where nobody is to save them. The same goes for each role.</param>
    public IObservable<Alert> Detect(IObservable<PostBatch> posts, int partitions, PipelineState? state = null) => Report(Score(Tally(posts, state), partitions, state), state);

    /// <summary>Counts each partition's posts, pane by pane. Scales with the partitions.</summary>
    public IObservable<PanePart> Tally(IObservable<PostBatch> posts, PipelineState? state = null) => posts
        .Through(() => Kept(state, "tally", new PartitionCutters(options.Tally, clock, drops)));

    /// <summary>Finds the terms that more independent people use than usual.</summary>
    public IObservable<BurstPane> Score(IObservable<PanePart> parts, int partitions, PipelineState? state = null) => parts
        .Through(() => Kept(state, "merge", new PaneMerger(partitions, options.Tally, drops, Holdings)))
        .Through(() => Kept(state, "score", new BurstDetector(options.Bursts, options.Tally, Holdings)));

    /// <summary>Groups bursts into events, follows them, and tells the newsroom.</summary>
    public IObservable<Alert> Report(IObservable<BurstPane> bursts, PipelineState? state = null) => bursts
        .Through(() => Kept(state, "events", new EventBook(options.Events, options.Bursts, Holdings)))
        .Through(() => Kept(state, "alerts", new AlertDesk(options.Alerts, Model ?? NewsScores.Named(options.Alerts.Model), Considered, Places ?? Gazetteers.Named(options.Alerts.Places))));

    /// <summary>What its stages hold in memory now.</summary>
    public Holdings Holdings { get; } = new();

    /// <summary>What ranks the events, where it is none of those that come with the product.</summary>
    internal INewsScore? Model { get; init; }

    /// <summary>The places that alerts may name, where they are none of those that come with the product.</summary>
    internal Gazetteer? Places { get; init; }

    /// <summary>Is told of every event that was weighed, with its score and the bar, whether or not it was told to anybody.</summary>
    internal Action<Weighing>? Considered { get; init; }

    private static T Kept<T>(PipelineState? state, string name, T stage)
        where T : IStateful => state is null ? stage : state.Keep(name, stage);
}
