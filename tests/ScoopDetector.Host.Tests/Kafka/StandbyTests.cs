using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class StandbyTests : IDisposable
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(20);
    private static readonly int Cut = Story.Lines.Length * 2 / 3;

    private readonly Deployment _deployment = new();
    private readonly TemporaryFolder _elsewhere = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private KafkaOptions Kafka => _deployment.Kafka;

    [Fact]
    public async Task A_standby_on_another_machine_goes_on_from_the_topic_when_the_first_is_killed_and_tells_the_same()
    {
        var (parts, tally) = (0, _deployment.Start(new(Role.Tally)));
        List<RunningRole> standbys;
        using (Process("score"))
        using (Process("report"))
        {
            await FeedAsync(tally, Story.Lines.Take(Cut));
            await Eventually.Holds(() => IsSaved("scoop-score", Kafka.PanePartsTopic) && IsSaved("scoop-report", Kafka.BurstsTopic));
            parts = _deployment.Holds(Kafka.PanePartsTopic);
            standbys = [.. new[] { Role.Score, Role.Report }.Select(role => _deployment.Start(new(role), checkpoints: _deployment.Checkpoints with { Folder = _elsewhere.Path("state") }))];
        }
        await FeedAsync(tally, Story.Lines.Skip(Cut));
        _deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
        Assert.Equal(_deployment.Holds(Kafka.PanePartsTopic) - parts, standbys[0].Progress.Messages);
    }

    [Fact]
    public async Task A_standby_knows_what_the_first_knows_before_it_has_the_topic_and_reads_only_what_comes_then()
    {
        var often = _deployment.Checkpoints with { TopicEvery = TimeSpan.FromMilliseconds(50) };
        var (tally, score, report) = (_deployment.Start(new(Role.Tally)), _deployment.Start(new(Role.Score), checkpoints: often), _deployment.Start(new(Role.Report), checkpoints: often));
        await FeedAsync(tally, Story.Lines.Take(Cut / 2));
        await Eventually.Holds(() => IsSaved("scoop-score", Kafka.PanePartsTopic) && IsSaved("scoop-report", Kafka.BurstsTopic));
        RunningRole[] standbys = [.. new[] { Role.Score, Role.Report }.Select(role => _deployment.Start(new(role), checkpoints: _deployment.Checkpoints with { Folder = _elsewhere.Path("state") }))];
        await Eventually.Holds(() => standbys.All(standby => standby.Progress.LearntTo is not null));
        await FeedAsync(tally, Story.Lines.Take(Cut).Skip(Cut / 2));

        await Eventually.Holds(() => standbys[0].Progress.LearntTo == _deployment.Holds(Kafka.PanePartsTopic) && standbys[1].Progress.LearntTo == _deployment.Holds(Kafka.BurstsTopic));
        Assert.Equal([0, 0], standbys.Select(standby => standby.Progress.Partitions));
        Assert.Equal((score.Run.Holdings.Terms, report.Progress.Reached), (standbys[0].Run.Holdings.Terms, standbys[1].Progress.Reached));
        var parts = _deployment.Holds(Kafka.PanePartsTopic);
        await score.Stop();
        await report.Stop();
        await FeedAsync(tally, Story.Lines.Skip(Cut));
        _deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
        Assert.Equal(_deployment.Holds(Kafka.PanePartsTopic) - parts, standbys[0].Progress.Messages);
    }

    [Fact]
    public async Task Of_three_that_take_over_from_one_another_each_goes_on_where_the_one_before_it_was()
    {
        var (tally, _) = (_deployment.Start(new(Role.Tally)), _deployment.Start(new(Role.Report)));
        var working = _deployment.Start(new(Role.Score), checkpoints: Often("first"));
        await FeedAsync(tally, Story.Lines.Take(Cut / 2));
        await Eventually.Holds(() => IsSaved("scoop-score", Kafka.PanePartsTopic));
        List<RunningRole> standbys = [.. new[] { "second", "third" }.Select(folder => _deployment.Start(new(Role.Score), checkpoints: Often(folder)))];

        foreach (var lines in new[] { Story.Lines.Take(Cut).Skip(Cut / 2), Story.Lines.Skip(Cut) })
        {
            await Eventually.Holds(() => standbys.All(standby => standby.Progress.LearntTo == _deployment.Holds(Kafka.PanePartsTopic)));
            await working.Stop();
            await Eventually.Holds(() => standbys.Any(standby => standby.Progress.Partitions == 1));
            working = standbys.Single(standby => standby.Progress.Partitions == 1);
            standbys.Remove(working);
            Assert.Equal(0, working.Progress.Messages);
            await FeedAsync(tally, lines);
        }
        _deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
    }

    [Fact]
    public async Task What_a_standby_has_taken_over_is_saved_when_it_is_stopped_although_nothing_came()
    {
        var (tally, first) = (_deployment.Start(new(Role.Tally)), _deployment.Start(new(Role.Score), checkpoints: Often("first")));
        await FeedAsync(tally, Story.Lines.Take(Cut));
        await Eventually.Holds(() => IsSaved("scoop-score", Kafka.PanePartsTopic));
        var standby = _deployment.Start(new(Role.Score), checkpoints: Often("second"));
        await Eventually.Holds(() => standby.Progress.LearntTo == _deployment.Holds(Kafka.PanePartsTopic));

        await first.Stop();
        await Eventually.Holds(() => standby.Progress.Partitions == 1);
        await standby.Stop();

        Assert.Equal(0, standby.Progress.Messages);
        using var saved = new StateFile(CheckpointFolder.Open(new CheckpointFolder(_elsewhere.Path("second"), "scoop-score").Files[0]));
        Assert.Equal(_deployment.Holds(Kafka.PanePartsTopic), CheckpointOrigin.Load(saved).Origin.ReadTo);
    }

    [Fact]
    public async Task A_checkpoint_of_other_settings_is_no_base_for_a_standby_which_begins_from_the_log_and_tells_the_same()
    {
        var log = new CollectingLog();
        var (tally, first) = (_deployment.Start(new(Role.Tally)), _deployment.Start(new(Role.Score), checkpoints: Often("first")));
        await FeedAsync(tally, Story.Lines.Take(Cut));
        await Eventually.Holds(() => IsSaved("scoop-score", Kafka.PanePartsTopic));
        var other = new ScoopOptions();
        // It makes no difference to a scorer, but a scorer need not know that.
        using var standby = new RunningRole(Kafka, _deployment.Clock, new(Role.Score), other with { Events = other.Events with { CloseAfter = other.Events.CloseAfter * 2 } }, Often("second"), log);
        await Eventually.Holds(() => log.Lines.Any(line => line.Contains("it was made with other settings", StringComparison.Ordinal)));

        await first.Stop();
        await FeedAsync(tally, Story.Lines.Skip(Cut));
        _deployment.Clock.Advance(LongSilence);
        _deployment.Start(new(Role.Report));

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
        await Eventually.Holds(() => standby.Progress.Messages == _deployment.Holds(Kafka.PanePartsTopic));
    }

    [Fact]
    public async Task After_an_outage_one_of_two_works_and_nothing_is_told_twice()
    {
        var tally = _deployment.Start(new(Role.Tally));
        _deployment.Start(new(Role.Report));
        RunningRole[] scorers = [_deployment.Start(new(Role.Score), checkpoints: Often("first")), _deployment.Start(new(Role.Score), checkpoints: Often("second"))];
        await FeedAsync(tally, Story.Lines.Take(Cut));
        await Eventually.Holds(() => IsSaved("scoop-score", Kafka.PanePartsTopic));
        // An outage that outlasts its session makes it read some posts again: then nobody could tell from how many it has read that it has read all.
        await tally.Stop();

        _deployment.Broker.GoDown();
        await Eventually.Holds(() => scorers.All(scorer => scorer.IsDown));
        _deployment.Broker.GoUp();
        tally = _deployment.Start(new(Role.Tally));
        await Eventually.Holds(() => tally.Progress.IsDrained);
        await FeedAsync(tally, Story.Lines.Skip(Cut));
        await Eventually.Holds(() => scorers.Sum(scorer => scorer.Progress.Partitions) == 1);
        _deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
    }

    [Theory]
    [InlineData("Score")]
    [InlineData("Report")]
    public async Task Of_two_that_both_believe_to_be_the_one_the_later_is_heard_and_the_other_ends_with_a_line(string name)
    {
        var role = Enum.Parse<Role>(name);
        var other = _deployment.Start(new(role == Role.Score ? Role.Report : Role.Score));
        var first = _deployment.Start(new(role));
        var tally = _deployment.Start(new(Role.Tally));
        await FeedAsync(tally, Story.Lines.Take(Cut));
        await Eventually.Holds(() => first.Progress is { Messages: > 0, IsDrained: true } && other.Progress.Messages > 0);

        using var second = new RunningRole(Kafka with { Group = "other" }, _deployment.Clock, new(role));
        var fault = await Assert.ThrowsAsync<KafkaFault>(first.Ended);
        await FeedAsync(tally, Story.Lines.Skip(Cut));
        _deployment.Clock.Advance(LongSilence);

        Assert.StartsWith($"Another process has taken topic {(role == Role.Score ? Kafka.BurstsTopic : Kafka.AlertsTopic)} over", fault.Message, StringComparison.Ordinal);
        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
    }

    [Fact]
    public async Task A_second_detector_on_the_same_topics_takes_over_from_the_first_and_nothing_is_told_twice()
    {
        var first = _deployment.Start(new());
        var sent = _deployment.Feed(Story.Lines.Take(Cut));
        await Eventually.Holds(() => _deployment.Alerts().Length > 0);

        var second = _deployment.Start(new());
        await Assert.ThrowsAsync<KafkaFault>(first.Ended);
        sent += _deployment.Feed(Story.Lines.Skip(Cut));
        await Eventually.Holds(() => second.Progress.Messages == sent && second.Progress.IsDrained);
        _deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
    }

    [Fact]
    public async Task A_reporter_leaves_out_the_panes_of_a_superseded_scorer_and_counts_them()
    {
        using var superseded = new ClaimedTopic(Kafka, "score", Kafka.BurstsTopic, Fence.WholeTopic, Link(), Stop);
        superseded.Claim(BurstPublisher.AgreementOn(Kafka, new()).Headers, Stop);
        _deployment.Start(new(Role.Score));
        var report = _deployment.Start(new(Role.Report));
        await Eventually.Holds(() => _deployment.Holds(Kafka.BurstsTopic) == 2);
        // All others come before it: heard, it would make them old.
        superseded.Send("panes"u8.ToArray(), Pane(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)), BurstPublisher.AgreementOn(Kafka, new()).Headers);
        Assert.Throws<KafkaFault>(() => superseded.Settle(Stop));

        _deployment.Feed(Story.Lines);
        await _deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();

        await Eventually.Holds(() => _deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
        Assert.Equal([new(Kafka.BurstsTopic, 1L)], report.Run.Fenced.ByTopic);
    }

    [Fact]
    public async Task A_topic_of_checkpoints_that_is_not_there_is_counted_and_stops_nothing()
    {
        _deployment.Feed(Story.Lines);
        await _deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();
        using var score = new RunningRole(Kafka with { CheckpointsTopic = "elsewhere" }, _deployment.Clock, new(Role.Score), checkpoints: _deployment.Checkpoints with { TopicEvery = TimeSpan.FromMilliseconds(50) });
        await Eventually.Holds(() => score.Run.SavedOnTopic.Failures > 1 && score.Run.Saved.Bytes > 0 && score.Progress is { Messages: > 0, IsDrained: true });
        await score.Stop();

        await _deployment.Start(new(Role.Score, UntilDrained: true)).Ended();
        await _deployment.Start(new(Role.Report, UntilDrained: true)).Ended();

        Assert.Equal("it does not exist", score.Run.SavedOnTopic.Fault);
        Assert.Equal(Story.Alerts, _deployment.Alerts());
    }

    public void Dispose()
    {
        _deployment.Dispose();
        _elsewhere.Dispose();
    }

    private async Task FeedAsync(RunningRole tally, IEnumerable<byte[]> lines)
    {
        var sent = tally.Progress.Messages + _deployment.Feed(lines);
        await Eventually.Holds(() => tally.Progress.Messages == sent && tally.Progress.IsDrained);
    }

    /// <summary>All of the topic is in the latest checkpoint.</summary>
    private bool IsSaved(string name, string topic) =>
        new CheckpointTopic(Kafka, name, default, Link(), Stop).Kept().FirstOrDefault()?.ReadTo is { } readTo && readTo == _deployment.Holds(topic) && readTo > 0;

    /// <summary>In a folder of its own, and to the topic as often as it can.</summary>
    private CheckpointOptions Often(string folder) => _deployment.Checkpoints with { Folder = _elsewhere.Path(folder), TopicEvery = TimeSpan.FromMilliseconds(50) };

    private HostProcess Process(string role) => new(
        "run", "--role", role, "--brokers", Kafka.BootstrapServers, "--set", "Kafka:SessionTimeout=00:00:02", "--set", "Kafka:CommitEvery=00:00:00.100",
        "--set", $"Checkpoints:Folder={_elsewhere.Path("killed")}", "--set", "Checkpoints:TopicEvery=00:00:00.200");

    private BrokerLink Link() => new("test", Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);

    private static byte[] Pane(DateTimeOffset at)
    {
        var record = new ArrayBufferWriter<byte>();
        BurstPaneWire.Write(new BurstPane(ScoopDetector.Time.Pane.Of(at.ToUnixTimeMilliseconds(), 5000), false, 0, [], []), record);
        return record.WrittenSpan.ToArray();
    }
}
