using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using ScoopDetector.Alerts;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;
using ScoopDetector.News;
using ScoopDetector.Posts;

namespace ScoopDetector.Host.Metrics;

/// <summary>Every instrument of the product, on one page.</summary>
/// <remarks>Nearly all read counters that are there anyway, when somebody asks; the histograms are told of once for each batch, pane, withdrawal or alert. Nothing is added to what runs for each post. Every label has few values: partitions, reasons,
/// names from the settings; never a term, an author or an event. What the runtime knows of itself (memory, garbage collection, threads) is in its own meter, System.Runtime.</remarks>
internal sealed class ScoopMetrics : IDisposable
{
    public const string Name = "ScoopDetector";

    private static readonly AlertLevel[] Levels = Enum.GetValues<AlertLevel>();
    private static readonly AlertState[] States = Enum.GetValues<AlertState>();

    private readonly Vitals _vitals;
    private readonly long[] _alerts = new long[Levels.Length * States.Length];
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _alertDelay;
    private readonly Histogram<double> _deleteDelay;
    private readonly Histogram<double> _checkpointPause;
    private readonly Histogram<double> _lead;
    private readonly double _started = StartedAt();
    private long _bursts;
    private long? _since;
    private readonly Histogram<double> _deliveryDelay;

    public ScoopMetrics(Vitals vitals)
    {
        _vitals = vitals;
        var (run, progress, sources) = (vitals.Run, vitals.Run.Progress, vitals.Sources);

        // What comes in.
        Counter("scoop.messages.read", "{message}", "Messages read from the role's topic, good and bad.", () => [new(progress.Messages)]);
        Counter("scoop.posts.tallied", "{post}", "Posts in sealed panes.", () => progress.Tallied.Select(part => Of(part.Value.Posts, Partition(part.Key))));
        Counter("scoop.withdrawals.tallied", "{withdrawal}", "Withdrawals of posts in sealed panes.", () => progress.Tallied.Select(part => Of(part.Value.Withdrawals, Partition(part.Key))));
        Counter("scoop.posts.dropped", "{post}", "Lines and posts left out.", () => run.Drops.All().Select(drop => Of(drop.Count, Reason(drop.Reason))));
        Counter("scoop.records.fenced", "{record}", "Records of a process that went on after another had taken over, left out.", () => run.Fenced.ByTopic.Select(topic => Of(topic.Value, Topic(topic.Key))));
        Counter("scoop.bursts", "{burst}", "Bursts found, told anew bursts included.", () => vitals.Tells ? [Of(Interlocked.Read(ref _bursts))] : []);
        Counter("scoop.ids.forgotten", "{id}", "Ids forgotten before their time, as Tally:RememberAtMost was reached.", () => [new(run.Drops.ForgottenIds)]);

        // How far it is.
        Gauge("scoop.consumer.lag", "{message}", "Messages on the topic that are not read yet.", () => progress.Lags.Select(lag => Of(lag.Messages, Topic(lag.Topic), Partition(lag.Partition))));
        Gauge("scoop.consumer.partitions", "{partition}", "Partitions that this process reads; 0 while it stands by.", () => [new(progress.Partitions)]);
        Gauge("scoop.event_time.lag", "s", "How far a partition's sealed panes lie behind what happens.", () =>
            progress.Tallied.SelectMany(part => Behind(part.Value.SealedTo == long.MinValue ? null : part.Value.SealedTo, Partition(part.Key))));
        Gauge("scoop.watermark.lag", "s", "How far what is analysed lies behind what happens.", () => Behind(progress.Reached));
        Gauge("scoop.watermark.timestamp", "s", "How far the stream is analysed, by its own time, since 1970.", () => Seconds(progress.Reached));
        Gauge("scoop.learning", null, "1 while everything is new yet and nothing is told.", () => vitals.Tells ? [Of(IsLearning ? 1 : 0)] : []);

        // What it holds, and how long it takes.
        Gauge("scoop.terms.tracked", "{term}", "Terms that are remembered.", () => Scores ? [Of(run.Holdings.Terms)] : []);
        Gauge("scoop.events.open", "{event}", "Events that are followed, told or not.", () => vitals.Tells ? [Of(run.Holdings.OpenEvents)] : []);
        Gauge("scoop.budget.used_ratio", null, "The share of a bound on memory that is in use.", Budgets);
        Gauge("scoop.memory.limit", "By", "How much memory the process may use, its container's limit included.", () => [Of(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)]);
        Gauge("scoop.started.timestamp", "s", "When the process was started, since 1970.", () => [Of(_started)]);
        _stages = Seconds("scoop.stage.duration", "How long a stage takes for a batch of posts, a part of a pane or a pane, those behind it left out.", [0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 1, 5]);

        // What it has saved of it.
        Gauge("scoop.checkpoint.timestamp", "s", "When what lies in a place was last all that was known, since 1970; none before the first.", () => Places((saved, place) => Seconds(saved.LatestAt?.ToUnixTimeMilliseconds(), place)));
        Gauge("scoop.checkpoint.size", "By", "Of the latest checkpoint.", () => Places((saved, place) => [Of(saved.Bytes, place)]));
        Counter("scoop.checkpoint.failures", "{checkpoint}", "Checkpoints that could not be written.", () => Places((saved, place) => [Of(saved.Failures, place)]));
        _checkpointPause = Seconds("scoop.checkpoint.pause", "For how long the stream stood still for a checkpoint.", [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 5]);

        // With whom it speaks.
        Gauge("scoop.broker.up", null, "1 while an adapter reaches Kafka; none before it has tried.", () =>
            run.Links.Where(link => link.State.IsUp || link.State.IsBroken).Select(link => Of(link.State.IsUp ? 1 : 0, Link(link))));
        Gauge("scoop.source.listening", null, "1 while a live source listens.", () => sources.Select(source => Of(source.State == SourceState.Listening ? 1 : 0, Source(source))));
        Gauge("scoop.source.last_heard.timestamp", "s", "When a live source was last heard, since 1970.", () => sources.SelectMany(source => Seconds(source.LastHeard?.ToUnixTimeMilliseconds(), Source(source))));
        Counter("scoop.source.messages", "{message}", "Messages that a live source has sent.", () => sources.Select(source => Of(source.Messages, Source(source))));
        Counter("scoop.source.posts", "{post}", "Posts of a live source that were published, edits included.", () => sources.Select(source => Of(source.Posts, Source(source))));
        Counter("scoop.source.withdrawals", "{withdrawal}", "Withdrawals of a live source that were published.", () => sources.Select(source => Of(source.Withdrawals, Source(source))));
        Counter("scoop.source.dropped", "{message}", "What was left out of a live source.", () =>
            sources.SelectMany(source => source.Drops.All().Select(drop => Of(drop.Count, Source(source), Reason(drop.Reason)))));
        Counter("scoop.source.connections", "{connection}", "How often a live source got through.", () => sources.Select(source => Of(source.Connections, Source(source))));
        Gauge("scoop.source.queue.used_ratio", null, "The share of a live source's queue to Kafka that is in use.", () => sources.Select(source => Of(source.QueueUsed(), Source(source))));
        Counter("scoop.source.gaps", "{gap}", "How often a part of a live source's stream was lost.", () => sources.Select(source => Of(source.Gaps, Source(source))));

        Counter("scoop.news.refused", "{request}", "Requests for news that were not made, as the address was private and not in News:AllowPrivate, or there was none.", () => vitals.News is { } news ? [Of(news.Refused)] : []);

        // What goes out.
        Counter("scoop.alerts", "{alert}", "Revisions of alerts that were told.", Alerts);
        _alertDelay = Seconds("scoop.alert.delay", "From an event's first post to its first alert of a level, by stream time.", [5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600]);
        _deleteDelay = Seconds("scoop.delete.delay", "From a withdrawal to when nothing that is analysed holds the post any more.", [1, 5, 10, 20, 30, 60, 300, 3600]);
        _lead = Seconds("scoop.lead", "Between an alert and the first headline about its event, earlier or later.", [90, 300, 600, 1800, 3600, 10800, 21600, 86400]);
        run.Told += Tell;
        run.Analysed += Analyse;
        run.Stages.Took += Take;
        run.Saved.Paused += Pause;
        vitals.Leads?.Known += Know;

        // Where the desk keeps it.
        Gauge("scoop.store.writable", null, "1 while the store of the desk can be written, 0 while alerts wait for it.", () => vitals.Store is { } store ? [Of(store.Fault is null ? 1 : 0)] : []);
        Counter("scoop.store.failures", "{change}", "Changes that the store could not keep, those tried again included.", () => vitals.Store is { } store ? [Of(store.Failures)] : []);

        // What editors do at it.
        Counter("scoop.acts", "{act}", "What editors have done at the desk: by act, dismissals by reason too, and what they have undone.", Acts);

        // Who asks too much of it.
        Counter("scoop.requests.refused", "{request}", "Requests to the desk that were answered by 429, by the limit that was reached.", () =>
            vitals.Refusals is { } refused ? RefusalCounts.Limits.Select(limit => Of(refused.By(limit), new KeyValuePair<string, object?>("limit", Word(limit)))) : []);

        // What leaves the desk.
        Counter("scoop.deliveries", "{delivery}", "Deliveries by the way they go: sent, failed for good, attempts that failed and are made again, and alerts that came too late to be news.", Deliveries);
        Gauge("scoop.deliveries.waiting", "{delivery}", "Deliveries that wait, for their time or for their receiver.", () => Waiting(waiting => waiting.Waiting));
        Gauge("scoop.deliveries.overdue", "s", "For how long the oldest that waits has been due.", () => Waiting(waiting => waiting.Since is { } since ? (vitals.Deliveries!.Now - since).TotalSeconds : 0));
        _deliveryDelay = Meter.CreateHistogram("scoop.delivery.delay", "s", "From when a delivery was due to when its receiver had it.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600] });
        if (vitals.Deliveries is { } courier)
        {
            courier.Counts.Arrived += Arrive;
        }
    }

    private void Arrive(Way way, TimeSpan delay) => _deliveryDelay.Record(Math.Max(0, delay.TotalSeconds), ByWay(way));

    private IEnumerable<Measurement<double>> Deliveries() => _vitals.Deliveries is not { Counts: var counts } ? [] : DeliveryCounts.Ways.SelectMany(way => new[]
    {
        Of(counts.SentBy(way), ByWay(way), Outcome("sent")), Of(counts.FailedBy(way), ByWay(way), Outcome("failed")), Of(counts.RetriedBy(way), ByWay(way), Outcome("retried")), Of(counts.StaleBy(way), ByWay(way), Outcome("stale")),
    });

    private IEnumerable<Measurement<double>> Waiting(Func<(int Waiting, DateTimeOffset? Since), double> figure) =>
        _vitals.Deliveries is not { Outbox: var outbox } ? [] : DeliveryCounts.Ways.Select(way => Of(figure(outbox.Waiting(way)), ByWay(way)));

    private static KeyValuePair<string, object?> ByWay(Way way) => new("way", Word(way));

    private static KeyValuePair<string, object?> Outcome(string word) => new("outcome", word);

    public Meter Meter { get; } = new(Name);

    public void Dispose()
    {
        _vitals.Run.Told -= Tell;
        _vitals.Run.Analysed -= Analyse;
        _vitals.Run.Stages.Took -= Take;
        _vitals.Run.Saved.Paused -= Pause;
        _vitals.Leads?.Known -= Know;
        if (_vitals.Deliveries is { } courier)
        {
            courier.Counts.Arrived -= Arrive;
        }
        Meter.Dispose();
    }

    private bool IsLearning => _vitals.Run.Progress is not { Reached: { } reached, Began: { } began } || reached - began < _vitals.Run.LearnFor.TotalMilliseconds;

    /// <summary>From the run, on its thread.</summary>
    public void Tell(Alert alert)
    {
        Interlocked.Increment(ref _alerts[Index(alert.Level, alert.State)]);
        if (alert.State == AlertState.Opened)
        {
            _alertDelay.Record((Time(alert.AlertedAt) - Time(alert.FirstSeenAt)).TotalSeconds, Level(alert.Level));
        }
    }

    /// <summary>Withdrawals from before this process began are old because it reads the log again, not because they waited.</summary>
    public void Analyse(BurstPane pane)
    {
        Interlocked.Add(ref _bursts, pane.Bursts.Count);
        if (_vitals.Now()?.ToUnixTimeMilliseconds() is not { } now)
        {
            return;
        }
        _since ??= now;
        foreach (var withdrawal in pane.Withdrawals)
        {
            if (withdrawal.At >= _since)
            {
                _deleteDelay.Record((now - withdrawal.At) / 1000.0);
            }
        }
    }

    private void Take(Stage stage, TimeSpan time) => _stages.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", Word(stage)));

    private void Pause(TimeSpan pause) => _checkpointPause.Record(pause.TotalSeconds);

    private void Know(LeadOutcome outcome, double seconds) => _lead.Record(Math.Abs(seconds), new KeyValuePair<string, object?>("outcome", Word(outcome)));

    private bool Scores => _vitals.Role is Role.All or Role.Score;

    private IEnumerable<Measurement<double>> Budgets()
    {
        var (holds, most) = (_vitals.Run.Holdings, _vitals.Run.Options);
        return Scores
            ? [Share("terms", holds.Terms, most.Bursts.MaxTerms), Share("recentPosts", holds.RecentPosts, most.Bursts.MaxRecentPosts), Share("waitingPosts", holds.WaitingPosts, most.Tally.HoldAtMost)]
            : [];
    }

    private static Measurement<double> Share(string budget, double used, double most) => Of(used / most, new KeyValuePair<string, object?>("budget", budget));

    /// <summary>Zeros included: what does not exist cannot be seen not to rise.</summary>
    private IEnumerable<Measurement<double>> Alerts() =>
        from level in Levels
        from state in States
        where _vitals.Tells
        select Of(Interlocked.Read(ref _alerts[Index(level, state)]), Level(level), new("state", Word(state)));

    private IEnumerable<Measurement<double>> Acts() => _vitals.Acts is not { } acts ? [] :
    [
        .. ActCounts.Kinds.Where(kind => kind != ActKind.Dismiss).Select(kind => Of(acts.DoneOf(kind), Act(Word(kind)))),
        .. ActCounts.Reasons.Select(reason => Of(acts.DismissedAs(reason), Act(Word(ActKind.Dismiss)), new("reason", Word(reason)))),
        Of(acts.Undone, Act("undo")),
    ];

    private IEnumerable<Measurement<double>> Behind(long? moment, params KeyValuePair<string, object?>[] tags) =>
        moment is { } at && _vitals.Now() is { } now ? [new(Math.Max(0, now.ToUnixTimeMilliseconds() - at) / 1000.0, tags)] : [];

    /// <summary>Of the places where this process keeps checkpoints.</summary>
    private IEnumerable<Measurement<double>> Places(Func<CheckpointProgress, KeyValuePair<string, object?>, IEnumerable<Measurement<double>>> look) =>
        from place in new[] { (Saved: _vitals.Run.Saved, Name: "folder"), (Saved: _vitals.Run.SavedOnTopic, Name: "topic") }
        where place.Saved.IsKept
        from measurement in look(place.Saved, new("place", place.Name))
        select measurement;

    private static IEnumerable<Measurement<double>> Seconds(long? moment, params KeyValuePair<string, object?>[] tags) => moment is { } at ? [new(at / 1000.0, tags)] : [];

    private void Counter(string name, string unit, string description, Func<IEnumerable<Measurement<double>>> look) => Meter.CreateObservableCounter(name, look, unit, description);

    private void Gauge(string name, string? unit, string description, Func<IEnumerable<Measurement<double>>> look) => Meter.CreateObservableGauge(name, look, unit, description);

    private Histogram<double> Seconds(string name, string description, double[] bounds) =>
        Meter.CreateHistogram(name, "s", description, tags: null, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });

    private static Measurement<double> Of(double value, params KeyValuePair<string, object?>[] tags) => new(value, tags);

    private static int Index(AlertLevel level, AlertState state) => ((int)level * States.Length) + (int)state;

    private static KeyValuePair<string, object?> Partition(int number) => new("partition", number);

    private static KeyValuePair<string, object?> Topic(string name) => new("topic", name);

    private static KeyValuePair<string, object?> Source(SourceHealth source) => new("source", source.Name);

    private static KeyValuePair<string, object?> Link(BrokerLink link) => new("link", link.Name);

    private static KeyValuePair<string, object?> Reason(Drop reason) => new("reason", Word(reason));

    private static KeyValuePair<string, object?> Act(string word) => new("act", word);

    private static KeyValuePair<string, object?> Level(AlertLevel level) => new("level", Word(level));

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static double StartedAt()
    {
        using var self = Process.GetCurrentProcess();
        return new DateTimeOffset(self.StartTime).ToUnixTimeMilliseconds() / 1000.0;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
