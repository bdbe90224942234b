using System.Collections.Concurrent;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Confluent.Kafka;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Runs;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Puts Kafka on either side of the pipeline's roles. No stage knows.</summary>
/// <remarks>
/// One call is one process's work, on the calling thread, until it is stopped. What the stages know is not stored: it is built up again from the log, and what
/// had been told before is muted (<see cref="AlertMemory"/>, <see cref="BurstPublisher"/>). So a process may be killed at any moment.
/// Panes that are open when it stops are not completed: a part of a pane is no basis for an alert. They are read again.
/// </remarks>
/// <param name="clock">By which a silent stream's time goes on.</param>
internal sealed class ScoopRun(ScoopOptions scoop, KafkaOptions kafka, TimeProvider clock, DropCounts drops, ILogger log)
{
    private readonly ScoopPipeline _pipeline = new(scoop, clock, drops) { Model = NewsModelFiles.Read(scoop.Alerts.Model) };
    private readonly TopicLookup _topics = new(kafka, log);
    private readonly ConcurrentQueue<BrokerLink> _links = [];

    /// <summary>How its adapters stand with Kafka, for health. They come up one by one; any thread may look.</summary>
    public IReadOnlyCollection<BrokerLink> Links => _links;

    /// <summary>What it has left out.</summary>
    public DropCounts Drops => drops;

    /// <summary>How much of the stream must be analysed before anything is told.</summary>
    public TimeSpan LearnFor => scoop.Bursts.LearnFor;

    /// <summary>Called for each alert that is new on the topic, on the thread that tells it.</summary>
    public event Action<Alert>? Told;

    /// <summary>Called for each pane once its bursts were reported, on the thread of the run.</summary>
    public event Action<BurstPane>? Analysed;

    /// <summary>How long its stages take.</summary>
    public StageClock Stages { get; } = new();

    /// <summary>What its stages hold in memory.</summary>
    public Holdings Holdings => _pipeline.Holdings;

    /// <summary>As it was set.</summary>
    public ScoopOptions Options => scoop;

    /// <summary>How far it has read its topic.</summary>
    public ConsumerProgress Progress { get; } = new();

    public void Run(RunOptions run, CancellationToken stop)
    {
        switch (run.Role)
        {
            case Role.Tally:
                Tally(run, stop);
                break;
            case Role.Score:
                Score(run, stop);
                break;
            case Role.Report:
                Report(run, stop);
                break;
            default:
                All(run, stop);
                break;
        }
    }

    private void All(RunOptions run, CancellationToken stop)
    {
        var partitions = _topics.Partitions(kafka.PostsTopic, run.Once, stop);
        _topics.Partitions(kafka.AlertsTopic, run.Once, stop);
        var start = new ReplayStart(kafka, "all").Of([.. Enumerable.Range(0, partitions).Select(number => new TopicPartition(kafka.PostsTopic, number))], out var isWhole);
        using var alerts = new AlertOutput(kafka, run.Out, isWhole, Link("alerts"), stop);
        using var posts = new PostConsumer(kafka, scoop, drops, Link("posts"), Progress, "all", alerts.Settle);
        var batches = new Subject<PostBatch>();
        Detect(batches, partitions, posts.PassOn).Subscribe(alert => Tell(alerts, alert));
        posts.Assign(start);
        posts.Run(batches, run.UntilDrained, stop);
    }

    private void Tally(RunOptions run, CancellationToken stop)
    {
        _topics.Partitions(kafka.PostsTopic, run.Once, stop);
        _topics.Partitions(kafka.PanePartsTopic, run.Once, stop);
        using var parts = new PanePartProducer(kafka, scoop.Tally, Link("pane parts"), stop);
        using var posts = new PostConsumer(kafka, scoop, drops, Link("posts"), Progress, "tally", parts.Settle);
        var batches = new Subject<PostBatch>();
        Tallied(batches).Do(posts.PassOn).Subscribe(parts.Send);
        posts.Subscribe();
        posts.Run(batches, run.UntilDrained, stop);
    }

    private void Score(RunOptions run, CancellationToken stop)
    {
        var partitions = _topics.Partitions(kafka.PostsTopic, run.Once, stop);
        RequireOnePartition(kafka.PanePartsTopic, run.Once, stop);
        RequireOnePartition(kafka.BurstsTopic, run.Once, stop);
        var (inbound, outbound) = (Link("pane parts"), Link("bursts"));
        using var parts = new RecordConsumer<PanePart>(kafka, kafka.PanePartsTopic, "score", PanePartWire.TryRead, PanePartProducer.AgreementOn(kafka, scoop.Tally), inbound, Progress);
        parts.Run(_ => Score(partitions, outbound, stop), run.UntilDrained, stop);
    }

    private RoleOutput<PanePart> Score(int partitions, BrokerLink link, CancellationToken stop)
    {
        var bursts = new BurstPublisher(kafka, scoop.Tally, link, stop);
        bursts.Resume();
        return new(parts => Scored(parts.Do(part => RequireKnown(part, partitions)), partitions).Subscribe(bursts.Send), bursts.Settle, bursts.Dispose);
    }

    private void Report(RunOptions run, CancellationToken stop)
    {
        RequireOnePartition(kafka.BurstsTopic, run.Once, stop);
        _topics.Partitions(kafka.AlertsTopic, run.Once, stop);
        var (inbound, outbound) = (Link("bursts"), Link("alerts"));
        using var bursts = new RecordConsumer<BurstPane>(kafka, kafka.BurstsTopic, "report", BurstPaneWire.TryRead, BurstPublisher.AgreementOn(kafka, scoop.Tally), inbound, Progress);
        bursts.Run(isWhole => Report(run.Out, isWhole, outbound, stop), run.UntilDrained, stop);
    }

    private RoleOutput<BurstPane> Report(string? folder, bool isWhole, BrokerLink link, CancellationToken stop)
    {
        var alerts = new AlertOutput(kafka, folder, isWhole, link, stop);
        return new(bursts => Reported(InOrder(bursts)).Subscribe(alert => Tell(alerts, alert)), alerts.Settle, alerts.Dispose);
    }

    /// <summary>The whole pipeline, watched.</summary>
    /// <param name="batches">Posts.</param>
    /// <param name="partitions">How many there are of them.</param>
    /// <param name="passOn">Is told of each part of a pane before it is scored.</param>
    internal IObservable<Alert> Detect(IObservable<PostBatch> batches, int partitions, Action<PanePart> passOn) => Reported(Scored(Tallied(batches).Do(passOn), partitions));

    private IObservable<PanePart> Tallied(IObservable<PostBatch> batches) => _pipeline.Tally(Stages.Time(Stage.Tally, batches));

    private IObservable<BurstPane> Scored(IObservable<PanePart> parts, int partitions) => _pipeline.Score(Stages.Time(Stage.Score, parts, ScoopTraces.Score), partitions);

    private IObservable<Alert> Reported(IObservable<BurstPane> panes) => _pipeline.Report(Stages.Time(Stage.Report, panes.Do(Reach), ScoopTraces.Report, pane => Analysed?.Invoke(pane)));

    private void Tell(AlertOutput output, Alert alert)
    {
        using var trace = ScoopTraces.Tell(alert);
        if (output.Send(alert))
        {
            Told?.Invoke(alert);
        }
    }

    private void Reach(BurstPane pane) => Progress.Reach(pane.Pane.End);

    private void RequireKnown(PanePart part, int partitions)
    {
        if (part.Partition >= partitions)
        {
            throw new KafkaFault($"Topic {kafka.PostsTopic} had {partitions} partitions when this scorer began, and now has more: start it again.");
        }
    }

    private void RequireOnePartition(string topic, bool once, CancellationToken stop)
    {
        if (_topics.Partitions(topic, once, stop) > 1)
        {
            throw new KafkaFault($"Topic {topic} has more than one partition, and its order is its meaning: create it anew with one.");
        }
    }

    /// <summary>While one scorer takes over from another, both may tell the same panes for a moment.</summary>
    private static IObservable<BurstPane> InOrder(IObservable<BurstPane> panes)
    {
        var end = long.MinValue;
        return panes.Where(pane =>
        {
            var isNews = pane.Pane.End > end;
            end = Math.Max(end, pane.Pane.End);
            return isNews;
        });
    }

    /// <summary>A link of one more adapter, which health looks at from now on.</summary>
    public BrokerLink Link(string name)
    {
        var link = new BrokerLink(name, kafka.BootstrapServers, TimeProvider.System, log);
        _links.Enqueue(link);
        return link;
    }
}
