using System.Diagnostics;
using System.Reactive.Subjects;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class ScoopRunTests
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(20);

    [Fact]
    public void The_story_is_worth_telling() => Assert.InRange(Story.Alerts.Length, 8, 100);

    [Fact]
    public async Task Posts_through_Kafka_give_the_same_alerts_as_their_replay_byte_for_byte()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines);

        await deployment.Start(new(UntilDrained: true, Out: deployment.Folder)).Ended();

        Assert.Equal(Story.Alerts, deployment.Alerts());
        Assert.Equal(Story.Alerts, await File.ReadAllLinesAsync(deployment.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_silent_stream_still_seals_its_panes_as_the_clock_moves()
    {
        using var deployment = new Deployment();
        var run = deployment.Start(new());
        var sent = deployment.Feed(Story.Lines);
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);

        deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task Stopped_in_mid_stream_and_started_again_it_tells_every_alert_once()
    {
        using var deployment = new Deployment();
        var first = deployment.Start(new(Out: deployment.Folder));
        deployment.Feed(Story.Lines.Take(Story.Lines.Length * 2 / 3));
        await Eventually.Holds(() => deployment.Alerts().Length > 0);

        await first.Stop();
        var told = deployment.Alerts().Length;
        deployment.Feed(Story.Lines.Skip(Story.Lines.Length * 2 / 3));
        await deployment.Start(new(UntilDrained: true, Out: deployment.Folder)).Ended();

        Assert.InRange(told, 1, Story.Alerts.Length - 1);
        Assert.Equal(Story.Alerts, deployment.Alerts());
        Assert.Equal(Story.Alerts, await File.ReadAllLinesAsync(deployment.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Killed_in_mid_stream_and_started_again_it_tells_every_alert_once()
    {
        using var deployment = new Deployment();
        var cut = Story.Lines.Length * 2 / 3;
        deployment.Feed(Story.Lines.Take(cut));
        using (var first = StartProcess(deployment))
        {
            await Eventually.Holds(() => deployment.Alerts().Length > 0);
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var told = deployment.Alerts().Length;
        deployment.Feed(Story.Lines.Skip(cut));

        using var second = StartProcess(deployment, "--until-drained");
        await second.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CommandLine.Done, second.ExitCode);
        Assert.InRange(told, 1, Story.Alerts.Length - 1);
        Assert.Equal(Story.Alerts, deployment.Alerts());
        Assert.Equal(Story.Alerts, await File.ReadAllLinesAsync(deployment.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_broker_that_is_away_for_a_while_is_noticed_and_costs_nothing()
    {
        using var deployment = new Deployment();
        var run = deployment.Start(new());
        var half = Story.Lines.Length / 2;
        var sent = deployment.Feed(Story.Lines.Take(half));
        await Eventually.Holds(() => run.Progress.Messages > 0);

        deployment.Broker.GoDown();
        var feeding = Task.Run(() => deployment.Feed(Story.Lines.Skip(half)), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => run.IsDown);
        deployment.Broker.GoUp();
        sent += await feeding;
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);
        await Eventually.Holds(() => !run.IsDown);
        deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public async Task What_was_written_while_the_broker_was_away_is_not_late_however_long_that_was_and_no_CloudEvent_is_lost_or_told_twice(int minutes)
    {
        using var deployment = new Deployment();
        using var run = new RunningRole(deployment.Kafka with { DrainedEvery = TimeSpan.FromMilliseconds(10), BackOffMost = TimeSpan.FromSeconds(10) }, deployment.Clock, new());
        var half = Story.Lines.Length / 2;
        var sent = deployment.Feed(Story.Lines.Take(half));
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);

        deployment.Broker.GoDown();
        await Eventually.Holds(() => run.IsDown);
        deployment.Clock.Advance(TimeSpan.FromMinutes(minutes));
        deployment.Broker.GoUp();
        // The reader is back before those who wrote meanwhile: once it has read this, it has found nothing more in the other partitions.
        deployment.SendRaw("no post"u8.ToArray());
        await Eventually.Holds(() => run.Progress.Messages == sent + 1 && run.Progress.IsDrained && !run.IsDown);
        sent += 1 + deployment.Feed(Story.Lines.Skip(half));
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);
        deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(0, run.Drops[Drop.Late]);
        Assert.Equal(Story.Alerts, deployment.Alerts());
        Assert.Equal(Story.Alerts.Length, new TopicTail(deployment.Kafka, deployment.Kafka.AlertsTopic).Read(TestContext.Current.CancellationToken).Select(message => CloudEvent.TryRead(message.Message.Headers, out var id, out var revision, out _) ? $"{id}-{revision}" : null).OfType<string>().Distinct().Count());
        Assert.Equal(Story.Alerts.Length, deployment.Holds(deployment.Kafka.AlertsTopic) - Claims(deployment));
    }

    [Fact]
    public async Task What_came_while_the_process_stood_still_is_not_late_however_long_that_was()
    {
        using var deployment = new Deployment();
        using var run = new RunningRole(deployment.Kafka with { DrainedEvery = TimeSpan.FromMilliseconds(10) }, deployment.Clock, new());
        using var goesOn = new ManualResetEventSlim(true);
        var standsStill = false;
        run.Run.Stages.Took += (_, _) =>
        {
            if (!goesOn.IsSet)
            {
                Volatile.Write(ref standsStill, true);
                goesOn.Wait(TestContext.Current.CancellationToken);
            }
        };
        var half = Story.Lines.Length / 2;
        var sent = deployment.Feed(Story.Lines.Take(half));
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);

        goesOn.Reset();
        await Eventually.Holds(() => Volatile.Read(ref standsStill));
        var since = Stopwatch.GetTimestamp();
        sent += deployment.Feed(Story.Lines.Skip(half));
        deployment.Clock.Advance(TimeSpan.FromMinutes(5));
        await Eventually.Holds(() => Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(1.5));
        goesOn.Set();
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);
        deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(0, run.Drops[Drop.Late]);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task Messages_that_are_no_posts_are_counted_and_passed_over()
    {
        using var deployment = new Deployment();
        deployment.SendRaw("no post"u8.ToArray(), "{}"u8.ToArray(), """{"id":"1","text":"a","created_at":"soon"}"""u8.ToArray(), []);
        deployment.Feed(Story.Lines);
        deployment.SendRaw("{\"id\":"u8.ToArray());

        var run = deployment.Start(new(UntilDrained: true));
        await run.Ended();

        Assert.Equal((3, 1, 1), (run.Drops[Drop.Malformed], run.Drops[Drop.MissingField], run.Drops[Drop.BadTime]));
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task A_stamp_from_the_future_does_not_make_the_others_late()
    {
        using var deployment = new Deployment();
        for (var key = 0; key < Deployment.Partitions * 4; key++)
        {
            deployment.SendRaw(Encoding.UTF8.GetBytes("{\"id\":\"wrong" + key + "\",\"text\":\"a\",\"created_at\":0,\"observed_at\":\"2190-01-01T00:00:00Z\"}"));
        }
        deployment.Feed(Story.Lines);

        var run = deployment.Start(new(UntilDrained: true));
        await run.Ended();

        Assert.Equal(Deployment.Partitions * 4, run.Drops[Drop.FromTheFuture]);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task A_stream_that_lies_in_the_future_as_a_whole_is_believed()
    {
        using var deployment = new Deployment();
        var sent = deployment.Feed(Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes($$"""{"id":"{{i}}","text":"a","created_at":"2190-01-01T00:00:{{i:00}}Z"}""")));

        var run = deployment.Start(new(UntilDrained: true));
        await run.Ended();

        Assert.Equal((50, 50, 0), (sent, run.Progress.Messages, run.Drops.Total));
    }

    [Fact]
    public async Task An_alert_travels_as_a_CloudEvent()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines);
        await deployment.Start(new(UntilDrained: true)).Ended();

        var first = new AlertTail(deployment.Kafka).Read(CancellationToken.None).First().Message;

        var alert = Alerts.AlertJson.Read(first.Value)!;
        var headers = first.Headers.ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes()));
        Assert.Equal(alert.EventId, Encoding.UTF8.GetString(first.Key));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ce_specversion"] = "1.0",
                ["ce_id"] = $"{alert.EventId}-1",
                ["ce_source"] = "/scoop/detector",
                ["ce_type"] = "org.scoopdetector.alert.opened.v1",
                ["ce_subject"] = alert.EventId,
                ["ce_time"] = alert.AlertedAt,
                ["ce_partitionkey"] = alert.EventId,
                ["content-type"] = "application/json",
                ["scoop_epoch"] = "0 /scoop/detector",
            },
            headers);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_stops_the_start()
    {
        using var deployment = new Deployment();
        using var taken = new TemporaryFolder();
        await File.WriteAllTextAsync(taken.Path("file"), "", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<UsageException>(deployment.Start(new(Out: taken.Path("file"))).Ended);
        var reporter = await Assert.ThrowsAsync<UsageException>(deployment.Start(new(Role.Report, Out: taken.Path("file"))).Ended);

        Assert.All([fault, reporter], fault => Assert.Contains("cannot be written to", fault.Message));
    }

    [Theory]
    [InlineData("nonsense.key", "1")]
    [InlineData("security.protocol", "nonsense")]
    public async Task A_property_that_the_client_does_not_know_stops_the_start(string property, string value)
    {
        var kafka = new KafkaOptions { Properties = new Dictionary<string, string> { [property] = value } };

        var fault = await Assert.ThrowsAsync<UsageException>(new RunningRole(kafka, TimeProvider.System, new()).Ended);

        Assert.StartsWith("Kafka:Properties: ", fault.Message);
        Assert.Contains(property, fault.Message);
    }

    [Fact]
    public async Task What_fails_while_a_partition_is_given_up_ends_the_reader()
    {
        using var deployment = new Deployment();
        var link = new BrokerLink("test", deployment.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
        var progress = new ConsumerProgress();
        using var stop = new CancellationTokenSource();
        // Settled only when a partition is taken away.
        var kafka = deployment.Kafka with { CommitEvery = TimeSpan.FromMinutes(1) };
        using var posts = new PostConsumer(kafka, new(), new(), link, progress, "tally", _ => throw new KafkaFault("refused"));
        posts.Subscribe();
        var reading = Task.Run(() => posts.Run(new Subject<PostBatch>(), untilDrained: false, stop.Token), CancellationToken.None);
        await Eventually.Holds(() => progress.Partitions == Deployment.Partitions);

        deployment.Start(new(Role.Tally));

        await Eventually.Holds(() => reading.IsCompleted);
        Assert.Equal("refused", (await Assert.ThrowsAsync<KafkaFault>(() => reading)).Message);
    }

    [Fact]
    public async Task Who_is_to_stop_does_not_wait_for_ever_for_a_broker_that_takes_nothing()
    {
        using var deployment = new Deployment(properties: new Dictionary<string, string> { ["queue.buffering.max.messages"] = "2" });
        using var stop = new CancellationTokenSource();
        var link = new BrokerLink("test", deployment.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
        using var producer = new TopicProducer(deployment.Kafka, "test", deployment.Kafka.AlertsTopic, link, stop.Token);
        deployment.Broker.GoDown();
        var sending = Task.Run(
            () =>
            {
                while (true)
                {
                    producer.Send([1], [1]);
                }
            },
            CancellationToken.None);

        await stop.CancelAsync();

        await Eventually.Holds(() => sending.IsCompleted);
        Assert.Contains("did not acknowledge", (await Assert.ThrowsAsync<KafkaFault>(() => sending)).Message);
    }

    [Fact]
    public async Task An_address_where_no_Kafka_is_fails_at_once_if_told_so()
    {
        var fault = await Assert.ThrowsAsync<KafkaFault>(() =>
            new RunningRole(new KafkaOptions { BootstrapServers = "127.0.0.1:1" }, TimeProvider.System, new(Once: true)).Ended());

        Assert.Contains("127.0.0.1:1 cannot be reached", fault.Message);
        Assert.Contains("start it, or name another address", fault.Message);
    }

    /// <summary>Of processes to the topic, which are no alerts.</summary>
    private static int Claims(Deployment deployment) => new TopicTail(deployment.Kafka, deployment.Kafka.AlertsTopic).Read(TestContext.Current.CancellationToken)
        .Count(message => message.Message.Headers.TryGetLastBytes("ce_type", out var type) && type.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(CloudEvent.ClaimType)));

    private static Process StartProcess(Deployment deployment, params string[] more) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [typeof(RunVerb).Assembly.Location, "run", "--brokers", deployment.Kafka.BootstrapServers, "--out", deployment.Folder, .. more])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;
}
