using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Text.Json;
using Confluent.Kafka;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Settings;
using ScoopDetector.Posts;
using ScoopDetector.State;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Kafka;

/// <summary>Puts Kafka on either side of the pipeline's roles. No stage knows.</summary>
/// <remarks>
/// One call is one process's work, on the calling thread, until it is stopped. What the stages know is saved now and then together with how far the log was read (<see cref="Checkpointer"/>), and built up
/// again from there, or from the log alone; what had been told before is muted (<see cref="AlertMemory"/>, <see cref="BurstPublisher"/>). So a process may be killed at any moment.
/// Panes that are open when it stops are not completed: a part of a pane is no basis for an alert. They are read again.
/// </remarks>
/// <param name="clock">By which a silent stream's time goes on.</param>
internal sealed partial class ScoopRun(ScoopOptions scoop, KafkaOptions kafka, TimeProvider clock, DropCounts drops, ILogger log)
{
    private readonly ScoopPipeline _pipeline = new(scoop, clock, drops) { Model = NewsModelFiles.Read(scoop.Alerts.Model), Places = GazetteerFiles.Read(scoop.Alerts.Places) };
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

    /// <summary>Where what it knows is saved; null where it is not.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Records that it has read and left out, as their process had been superseded.</summary>
    public FencedRecords Fenced { get; } = new(log);

    /// <summary>How it stands with those in the folder.</summary>
    public CheckpointProgress Saved { get; } = new(TimeProvider.System);

    /// <summary>How it stands with those on the topic, for a standby elsewhere.</summary>
    public CheckpointProgress SavedOnTopic { get; } = new(TimeProvider.System);

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
        RequireOnePartition(kafka.AlertsTopic, run.Once, stop);
        using var checkpoints = CheckpointsOf(Role.All, state => _pipeline.Detect(Observable.Never<PostBatch>(), partitions, state).Subscribe(), stop);
        var inbound = Link("posts");
        var start = Begun(KafkaQuestion.Answer(kafka, inbound, () => new ReplayStart(kafka, "all").Of([.. Enumerable.Range(0, partitions).Select(number => new TopicPartition(kafka.PostsTopic, number))], checkpoints), stop));
        using var alerts = new AlertOutput(kafka, run.Out, start.IsWhole, Link("alerts"), stop);
        using var posts = new PostConsumer(kafka, scoop, drops, inbound, Progress, "all", alerts.Settle);
        var batches = new Subject<PostBatch>();
        Detect(batches, partitions, posts.PassOn, start.State).Subscribe(alert => Tell(alerts, alert));
        start.State?.Loaded();
        posts.Assign(start, checkpoints);
        posts.Run(batches, run.UntilDrained, stop);
    }

    private void Tally(RunOptions run, CancellationToken stop)
    {
        _topics.Partitions(kafka.PostsTopic, run.Once, stop);
        _topics.Partitions(kafka.PanePartsTopic, run.Once, stop);
        using var parts = new PanePartProducer(kafka, scoop.Tally, Link("pane parts"), stop);
        parts.Begin();
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
        using var checkpoints = CheckpointsOf(Role.Score, state => _pipeline.Score(Observable.Never<PanePart>(), partitions, state).Subscribe(), stop);
        using var parts = new RecordConsumer<PanePart>(kafka, kafka.PanePartsTopic, "score", PanePartWire.TryRead, PanePartProducer.AgreementOn(kafka, scoop.Tally), inbound, Progress, checkpoints)
        {
            Learn = (known, state) => new CompositeDisposable(drops.Pause(), _pipeline.Score(known.Do(part => RequireKnown(part, partitions)), partitions, state).Subscribe()),
        };
        parts.Run(start => Score(partitions, Begun(start), outbound, stop), run.UntilDrained, stop);
    }

    private RoleOutput<PanePart> Score(int partitions, LogStart start, BrokerLink link, CancellationToken stop)
    {
        var bursts = new BurstPublisher(kafka, scoop.Tally, link, stop);
        bursts.Resume(start.IsResumed);
        return new(parts => Scored(parts.Do(part => RequireKnown(part, partitions)), partitions, start.State).Subscribe(bursts.Send), start.State, bursts.Settle, bursts.Dispose);
    }

    private void Report(RunOptions run, CancellationToken stop)
    {
        RequireOnePartition(kafka.BurstsTopic, run.Once, stop);
        RequireOnePartition(kafka.AlertsTopic, run.Once, stop);
        var (inbound, outbound) = (Link("bursts"), Link("alerts"));
        using var checkpoints = CheckpointsOf(Role.Report, state => _pipeline.Report(Observable.Never<BurstPane>(), state).Subscribe(), stop);
        using var bursts = new RecordConsumer<BurstPane>(kafka, kafka.BurstsTopic, "report", BurstPaneWire.TryRead, BurstPublisher.AgreementOn(kafka, scoop.Tally), inbound, Progress, checkpoints)
        {
            Fenced = Fenced.Count,
            Learn = (known, state) => _pipeline.Report(known.Where(state.Keep("order", new PaneOrder()).IsNext).Do(Reach), state).Subscribe(),
        };
        bursts.Run(start => Report(run.Out, Begun(start), outbound, stop), run.UntilDrained, stop);
    }

    private RoleOutput<BurstPane> Report(string? folder, LogStart start, BrokerLink link, CancellationToken stop)
    {
        var alerts = new AlertOutput(kafka, folder, start.IsWhole, link, stop);
        var order = new PaneOrder();
        return new(bursts => Reported(bursts.Where((start.State?.Keep("order", order) ?? order).IsNext), start.State).Subscribe(alert => Tell(alerts, alert)), start.State, alerts.Settle, alerts.Dispose);
    }

    /// <summary>The whole pipeline, watched.</summary>
    /// <param name="batches">Posts.</param>
    /// <param name="partitions">How many there are of them.</param>
    /// <param name="passOn">Is told of each part of a pane before it is scored.</param>
    /// <param name="state">What the stages begin with; null where they are not to be saved.</param>
    internal IObservable<Alert> Detect(IObservable<PostBatch> batches, int partitions, Action<PanePart> passOn, PipelineState? state = null) =>
        Reported(Scored(Tallied(batches, state).Do(passOn), partitions, state), state);

    private IObservable<PanePart> Tallied(IObservable<PostBatch> batches, PipelineState? state = null) => _pipeline.Tally(Stages.Time(Stage.Tally, batches), state);

    private IObservable<BurstPane> Scored(IObservable<PanePart> parts, int partitions, PipelineState? state) =>
        _pipeline.Score(Stages.Time(Stage.Score, parts, ScoopTraces.Score), partitions, state);

    private IObservable<Alert> Reported(IObservable<BurstPane> panes, PipelineState? state) =>
        _pipeline.Report(Stages.Time(Stage.Report, panes.Do(Reach), ScoopTraces.Report, pane => Analysed?.Invoke(pane)), state);

    /// <param name="role">Whose.</param>
    /// <param name="probe">Makes the stages of a state.</param>
    /// <param name="stop">The process is to stop.</param>
    /// <returns>Null where none are kept.</returns>
    private Checkpointer? CheckpointsOf(Role role, Func<PipelineState, IDisposable> probe, CancellationToken stop)
    {
        List<CheckpointKeeper> keepers = [.. Checkpoints is { } options ? KeepersOf(role, options, stop) : []];
        return keepers.Count == 0 ? null
            : new(keepers, [.. Known()], state => probe(state).Dispose(), Saved.StoodStill, log);
    }

    private IEnumerable<CheckpointKeeper> KeepersOf(Role role, CheckpointOptions options, CancellationToken stop)
    {
        var name = $"{kafka.Group}-{JsonNamingPolicy.CamelCase.ConvertName(role.ToString())}";
        if (options.Folder.Length > 0)
        {
            yield return new(new CheckpointFolder(options.Folder, name) { Every = options.Every }, Saved, log);
        }
        // The others have no standby.
        if (role is Role.Score or Role.Report && kafka.CheckpointsTopic.Length > 0)
        {
            yield return new(new CheckpointTopic(kafka, name, options.TopicEvery, Link("checkpoints"), stop), SavedOnTopic, log);
        }
    }

    /// <summary>All on which what is known depends, a line each; of a model and of places of one's own also what is in the file, and what is in those that are shipped.</summary>
    internal IEnumerable<string> Known() => new SettingsList(new Dictionary<string, string>()).Of(scoop, "").Select(setting => $"{setting.Key} = {setting.Value}").Append($"model = {NewsModelFiles.Mark(scoop.Alerts.Model)}").Append($"places = {GazetteerFiles.Mark(scoop.Alerts.Places)}").Append($"shipped = {FileMark.OfShipped()}");

    private LogStart Begun(LogStart start)
    {
        if (start.IsResumed)
        {
            LogResumed(log, string.Join(", ", start.Offsets.Select(offset => $"{offset.Partition.Value}@{offset.Offset.Value}")));
        }
        if (start.Lost > 0)
        {
            LogLost(log, start.Lost);
        }
        return start;
    }

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

    /// <summary>A link of one more adapter, which health looks at from now on.</summary>
    public BrokerLink Link(string name)
    {
        var link = new BrokerLink(name, kafka.BootstrapServers, clock, log);
        _links.Enqueue(link);
        return link;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Goes on from what is known at (partition@offset): {Positions}.")]
    private static partial void LogResumed(ILogger log, string positions);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lost} messages after the checkpoint are no longer in the log: what they told is missing, unless the run before had read them. Raise the topic's retention, or start again sooner. It goes on with what is left.")]
    private static partial void LogLost(ILogger log, long lost);
}
