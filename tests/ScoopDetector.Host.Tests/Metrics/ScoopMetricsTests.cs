using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reactive.Subjects;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.News;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Host.Tests.Metrics;

public sealed class ScoopMetricsTests : IDisposable
{
    private readonly ScoopRun _run = new(new ScoopOptions(), new KafkaOptions(), TimeProvider.System, new DropCounts(), NullLogger.Instance);
    private readonly StoreHealth _store = new(NullLogger.Instance);
    private readonly OpenDesk _desk = new();
    private readonly RefusalCounts _refusals = new();
    private readonly List<string> _told = [];
    private readonly MeterListener _listener = new();
    private readonly ScoopMetrics _metrics;
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1000);

    public ScoopMetricsTests()
    {
        _metrics = new(new(_run, Role.All, () => _now) { Store = _store, Acts = _desk.Store.Acts.Counts, Refusals = _refusals });
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _told.Add($"{instrument.Name}{{{string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}} {value}"));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
        _desk.Dispose();
    }

    [Fact]
    public void Every_reason_to_leave_a_post_out_has_a_count_zeros_included()
    {
        _run.Drops.Add(Drop.FromTheFuture, 3);

        var told = Look("scoop.posts.dropped");
        Assert.Equal(Enum.GetValues<Drop>().Length, told.Count);
        Assert.Contains("scoop.posts.dropped{reason=fromTheFuture} 3", told);
        Assert.Contains("scoop.posts.dropped{reason=late} 0", told);
    }

    [Fact]
    public void How_far_behind_it_is_is_told_by_stream_time_and_not_before_the_first_pane()
    {
        Assert.Empty(Look("scoop.watermark.lag"));

        _run.Progress.Reach(990_000);
        Assert.Equal(["scoop.watermark.lag{} 10"], Look("scoop.watermark.lag"));
        Assert.Equal(["scoop.watermark.timestamp{} 990"], Look("scoop.watermark.timestamp"));
    }

    [Fact]
    public void A_partition_is_told_until_another_process_has_it()
    {
        _run.Progress.Tally(new(2, 995_000, IsIdle: false, PaneTally.Empty(Pane.Of(990_000, 5_000))));
        Assert.Equal(["scoop.event_time.lag{partition=2} 5"], Look("scoop.event_time.lag"));
        Assert.Equal(["scoop.posts.tallied{partition=2} 0"], Look("scoop.posts.tallied"));

        _run.Progress.Forget(2);
        Assert.Empty(Look("scoop.event_time.lag"));
    }

    [Fact]
    public void An_alert_counts_by_level_and_state_and_its_delay_once()
    {
        _metrics.Tell(SomeAlert.Of("tram"));
        _metrics.Tell(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert));

        var told = Look("scoop.alerts");
        Assert.Contains("scoop.alerts{level=watch,state=opened} 1", told);
        Assert.Contains("scoop.alerts{level=alert,state=updated} 1", told);
        Assert.Contains("scoop.alerts{level=alert,state=retracted} 0", told);
        Assert.Equal(["scoop.alert.delay{level=watch} 60"], _told.Where(line => line.StartsWith("scoop.alert.delay", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_lag_is_what_lies_behind_the_last_message_that_was_read()
    {
        var told = BrokerStatistics.Read(
            """
            {"brokers":{"b:1/1":{"state":"UP"}},"topics":{"posts":{"partitions":{
              "0":{"partition":0,"hi_offset":120,"app_offset":100,"consumer_lag":-1},
              "1":{"partition":1,"hi_offset":-1001,"app_offset":-1001},
              "-1":{"partition":-1,"hi_offset":7,"app_offset":0}}}}}
            """);

        Assert.True(told.IsConnected);
        Assert.Equal([new PartitionLag("posts", 0, 20)], told.Lags);
        _run.Progress.Beat(told.Lags);
        Assert.Equal(["scoop.consumer.lag{topic=posts,partition=0} 20"], Look("scoop.consumer.lag"));
    }

    [Fact]
    public void What_is_held_in_memory_is_told_against_its_bound_by_the_roles_that_hold_it()
    {
        _run.Holdings.Terms = 1_000_000;

        Assert.Contains("scoop.budget.used_ratio{budget=terms} 0.25", Look("scoop.budget.used_ratio"));
        Assert.Equal(["scoop.terms.tracked{} 1000000"], Look("scoop.terms.tracked"));
        Assert.Single(Look("scoop.memory.limit"));
    }

    [Fact]
    public void Whether_the_store_of_the_desk_can_be_written_is_told_and_what_it_could_not_keep()
    {
        Assert.Equal(["scoop.store.writable{} 1"], Look("scoop.store.writable"));

        _store.Failed(StoreFault.Of(new SqliteException("database is locked", SQLitePCL.raw.SQLITE_BUSY), "scoop.db")!);

        Assert.Equal(["scoop.store.writable{} 0"], Look("scoop.store.writable"));
        Assert.Equal(["scoop.store.failures{} 1"], Look("scoop.store.failures"));
    }

    [Fact]
    public void What_editors_do_counts_by_act_and_a_dismissal_by_its_reason()
    {
        _desk.Store.Record(SomeAlert.Of("tram"));
        var acts = _desk.Store.Acts;
        acts.Add(new(ActKind.Claim, "tram"), "Ada");
        acts.Add(new(ActKind.Dismiss, "tram", DismissReason.Old), "Ada");
        acts.Add(new(ActKind.Dismiss, "tram", DismissReason.Spam), "Ada");
        acts.Undo(acts.Add(new(ActKind.Dismiss, "tram", DismissReason.Spam), "Ada")!.Id, "Ada");
        Assert.Null(acts.Add(new(ActKind.Claim, "unheard of"), "Ada"));
        Assert.Null(acts.Undo(99, "Ada"));

        var told = Look("scoop.acts");
        Assert.Contains("scoop.acts{act=claim} 1", told);
        Assert.Contains("scoop.acts{act=dismiss,reason=old} 1", told);
        Assert.Contains("scoop.acts{act=dismiss,reason=spam} 2", told);
        Assert.Contains("scoop.acts{act=dismiss,reason=wrong} 0", told);
        Assert.Contains("scoop.acts{act=undo} 1", told);
        Assert.Equal(ActCounts.Kinds.Count + ActCounts.Reasons.Count, told.Count);
    }

    [Fact]
    public void Whoever_asks_too_much_of_the_desk_counts_by_the_limit_that_was_reached()
    {
        _refusals.Add(Limit.SignIns);

        Assert.Equal(["scoop.requests.refused{limit=requests} 0", "scoop.requests.refused{limit=signIns} 1", "scoop.requests.refused{limit=streams} 0"], Look("scoop.requests.refused"));
    }

    [Fact]
    public void A_stage_is_timed_without_those_behind_it()
    {
        var took = new List<Stage>();
        _run.Stages.Took += (stage, time) =>
        {
            took.Add(stage);
            Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        };
        using var outer = new Subject<int>();
        using var inner = new Subject<int>();
        using var behind = _run.Stages.Time(Stage.Report, inner).Subscribe(_ => { });
        using var before = _run.Stages.Time(Stage.Score, outer).Subscribe(inner.OnNext);
        outer.OnNext(1);

        Assert.Equal([Stage.Report, Stage.Score], took);
        Assert.Equal(2, _told.Count(line => line.StartsWith("scoop.stage.duration{stage=", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_withdrawal_is_timed_when_its_pane_was_analysed_and_not_when_it_is_from_before_this_process()
    {
        using var panes = new Subject<PostBatch>();
        using var alerts = _run.Detect(panes, 1, _ => { }).Subscribe(_ => { });
        var batch = new PostBatch(0);
        batch.Add(new Post { Kind = PostKind.Delete, Id = "old"u8, AuthorId = "a"u8, CreatedAt = 0, ObservedAt = 990_000 }, 990_000);
        batch.Add(new Post { Kind = PostKind.Delete, Id = "new"u8, AuthorId = "a"u8, CreatedAt = 0, ObservedAt = 1_003_000 }, 1_003_000);
        panes.OnNext(batch);
        _now = DateTimeOffset.FromUnixTimeSeconds(1010);
        panes.OnCompleted();

        Assert.Equal(["scoop.delete.delay{} 7"], _told.Where(line => line.StartsWith("scoop.delete.delay", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_lead_is_told_once_for_each_event()
    {
        var leads = new LeadWatch(TimeSpan.FromSeconds(90));
        using var metrics = new ScoopMetrics(new(_run, Role.All, () => null) { Leads = leads });
        var known = new List<(LeadOutcome, double)>();
        leads.Known += (outcome, seconds) => known.Add((outcome, seconds));
        Alert Of(string id, double lead) => SomeAlert.Of(id, level: AlertLevel.Alert) with { Coverage = AlertCoverage.Unreported with { LeadSeconds = lead } };
        leads.Look(SomeAlert.Of("none", level: AlertLevel.Alert));
        leads.Look(Of("ahead", 600));
        leads.Look(Of("ahead", 600));
        leads.Look(Of("behind", -600));
        leads.Look(Of("tied", -60));

        Assert.Equal([(LeadOutcome.Earlier, 600), (LeadOutcome.Later, -600), (LeadOutcome.Tied, -60)], known);
    }

    [Fact]
    public void A_pane_is_traced_from_its_score_to_its_report()
    {
        var traces = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ScoopTraces.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = trace => { lock (traces) { traces.Add($"{trace.Parent?.OperationName} > {trace.OperationName} {trace.GetTagItem("scoop.pane")}"); } },
        };
        ActivitySource.AddActivityListener(listener);
        using var posts = new Subject<PostBatch>();
        using var alerts = _run.Detect(posts, 1, _ => { }).Subscribe(_ => { });
        var batch = new PostBatch(0);
        batch.Add(new Post { Id = "one"u8, AuthorId = "a"u8, Text = "hello there"u8, CreatedAt = 990_000, ObservedAt = 990_000 }, 990_000);
        posts.OnNext(batch);
        posts.OnCompleted();

        lock (traces)
        {
            Assert.Contains("score > report 1970-01-01T00:16:30.000Z", traces);
            Assert.Contains(" > score 1970-01-01T00:16:30.000Z", traces);
        }
    }

    [Fact]
    public void Every_instrument_says_what_it_counts()
    {
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Assert.True(instrument.Meter != _metrics.Meter || instrument.Description!.EndsWith('.')) };
        listener.Start();
    }

    private List<string> Look(string name)
    {
        _told.RemoveAll(line => line.StartsWith(name + "{", StringComparison.Ordinal));
        _listener.RecordObservableInstruments();
        return [.. _told.Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))];
    }
}
