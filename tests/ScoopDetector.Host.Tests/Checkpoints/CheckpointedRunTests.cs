using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Posts;
using ScoopDetector.State;
using Xunit;

namespace ScoopDetector.Host.Tests.Checkpoints;

public sealed class CheckpointedRunTests
{
    private static readonly int Cut = Story.Lines.Length * 2 / 3;

    [Fact]
    public async Task Started_again_it_reads_what_came_after_its_checkpoint_and_nothing_before()
    {
        using var deployment = new Deployment();
        await TellTwoThirds(deployment);
        var rest = deployment.Feed(Story.Lines.Skip(Cut));

        var second = deployment.Start(new(UntilDrained: true, Out: deployment.Folder), checkpoints: deployment.Checkpoints);
        await second.Ended();

        Assert.Equal(rest, second.Progress.Messages);
        Assert.Equal(Story.Alerts, deployment.Alerts());
        Assert.Equal(Story.Alerts, await File.ReadAllLinesAsync(deployment.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_the_latest_checkpoint_is_damaged_the_one_before_it_serves()
    {
        using var deployment = new Deployment();
        var sent = await TellTwoThirds(deployment);
        var latest = Directory.GetFiles(deployment.Checkpoints.Folder, "*.state").Max()!;
        await using (var file = File.OpenWrite(latest))
        {
            file.SetLength(file.Length / 2);
        }
        var rest = deployment.Feed(Story.Lines.Skip(Cut));

        var second = deployment.Start(new(UntilDrained: true), checkpoints: deployment.Checkpoints);
        await second.Ended();

        Assert.InRange(second.Progress.Messages, rest, sent + rest - 1);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Theory]
    [InlineData("all are damaged")]
    [InlineData("all are of another form")]
    [InlineData("the settings are others")]
    public async Task A_checkpoint_that_cannot_be_used_costs_a_reading_of_the_log_and_no_alert(string why)
    {
        using var deployment = new Deployment();
        var sent = await TellTwoThirds(deployment);
        foreach (var file in Directory.GetFiles(deployment.Checkpoints.Folder, "*.state"))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            switch (why)
            {
                case "all are damaged":
                    bytes[bytes.Length / 2] ^= 1;
                    break;
                case "all are of another form":
                    bytes["SCOOPSTA".Length]++;
                    break;
            }
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }
        var rest = deployment.Feed(Story.Lines.Skip(Cut));
        // The budget was never reached here: the alerts are the same with a larger one.
        var scoop = new ScoopOptions();
        scoop = why == "the settings are others" ? scoop with { Alerts = scoop.Alerts with { FalseAlertsPerDay = scoop.Alerts.FalseAlertsPerDay + 100 } } : scoop;

        var second = deployment.Start(new(UntilDrained: true), scoop, deployment.Checkpoints);
        await second.Ended();

        Assert.Equal(sent + rest, second.Progress.Messages);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task A_checkpoint_of_a_topic_that_was_made_anew_is_not_gone_on_with()
    {
        using var state = new TemporaryFolder();
        var checkpoints = new CheckpointOptions { Folder = state.Path("state"), Every = TimeSpan.FromMilliseconds(50) };
        using (var before = new Deployment())
        {
            before.Feed(Story.Lines.Take(Cut));
            var run = before.Start(new(), checkpoints: checkpoints);
            await Eventually.Holds(() => before.Alerts().Length > 0);
            await run.Stop();
            // A life in which nothing comes must not forget by what the topic is known.
            var idle = before.Start(new(), checkpoints: checkpoints);
            await Eventually.Holds(() => idle.Progress.IsDrained && idle.Run.Saved.Bytes > 0);
            await idle.Stop();
        }
        using var deployment = new Deployment();
        var sent = deployment.Feed(Story.Lines);

        var second = deployment.Start(new(UntilDrained: true), checkpoints: checkpoints);
        await second.Ended();

        Assert.Equal(sent, second.Progress.Messages);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task A_state_that_a_stage_does_not_take_is_passed_over()
    {
        using var deployment = new Deployment();
        var sent = deployment.Feed(Story.Lines);
        var writer = new StateWriter();
        var origin = new CheckpointOrigin(deployment.Kafka.PostsTopic, IsWhole: true, Began: null, [.. Enumerable.Range(0, Deployment.Partitions).Select(partition => new LogPosition(partition, 1, LogPosition.Unknown))]);
        origin.Save(writer, SettingsOf(deployment));
        using (var folder = new CheckpointFolder(deployment.Checkpoints.Folder, "scoop-all"))
        {
            folder.Add(writer);
        }

        var run = deployment.Start(new(UntilDrained: true), checkpoints: deployment.Checkpoints);
        await run.Ended();

        Assert.Equal(sent, run.Progress.Messages);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task Roles_go_on_from_checkpoints_of_their_own()
    {
        using var deployment = new Deployment();
        var tally = deployment.Start(new(Role.Tally));
        var sent = deployment.Feed(Story.Lines.Take(Cut));
        await Eventually.Holds(() => tally.Progress.Messages == sent && tally.Progress.IsDrained);
        await tally.Stop();
        await TellSome(deployment, Role.Score, () => deployment.Holds(deployment.Kafka.BurstsTopic) > 0);
        await TellSome(deployment, Role.Report, () => deployment.Alerts().Length > 0);
        var (parts, panes) = (deployment.Holds(deployment.Kafka.PanePartsTopic), deployment.Holds(deployment.Kafka.BurstsTopic));
        deployment.Feed(Story.Lines.Skip(Cut));
        await deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();

        var score = deployment.Start(new(Role.Score, UntilDrained: true), checkpoints: deployment.Checkpoints);
        await score.Ended();
        var report = deployment.Start(new(Role.Report, UntilDrained: true), checkpoints: deployment.Checkpoints);
        await report.Ended();

        Assert.Equal(Story.Alerts, deployment.Alerts());
        Assert.Equal(deployment.Holds(deployment.Kafka.PanePartsTopic) - parts, score.Progress.Messages);
        Assert.Equal(deployment.Holds(deployment.Kafka.BurstsTopic) - panes, report.Progress.Messages);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_counted_and_named_and_stops_nothing()
    {
        using var deployment = new Deployment();
        using var taken = new TemporaryFolder();
        await File.WriteAllTextAsync(taken.Path("file"), "", TestContext.Current.CancellationToken);
        deployment.Feed(Story.Lines.Take(Cut));
        var run = deployment.Start(new(), checkpoints: deployment.Checkpoints with { Folder = taken.Path("file") });

        await Eventually.Holds(() => run.Run.Saved.Failures > 1);
        File.Delete(taken.Path("file"));

        deployment.Feed(Story.Lines.Skip(Cut));
        await Eventually.Holds(() => run.Run.Saved is { Fault: null, LatestAt: not null });
        await run.Stop();
        await deployment.Start(new(UntilDrained: true), checkpoints: deployment.Checkpoints with { Folder = taken.Path("file") }).Ended();
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    private static List<string> SettingsOf(Deployment deployment) => [.. new ScoopRun(new(), deployment.Kafka, deployment.Clock, new DropCounts(), NullLogger.Instance).Known()];

    /// <returns>How many messages that were.</returns>
    private static async Task<long> TellTwoThirds(Deployment deployment)
    {
        var run = deployment.Start(new(Out: deployment.Folder), checkpoints: deployment.Checkpoints);
        var sent = deployment.Feed(Story.Lines.Take(Cut / 2));
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained && run.Run.Saved.Bytes > 0);
        sent += deployment.Feed(Story.Lines.Skip(Cut / 2).Take(Cut - (Cut / 2)));
        await Eventually.Holds(() => run.Progress.Messages == sent && run.Progress.IsDrained);
        await run.Stop();
        return sent;
    }

    private static async Task TellSome(Deployment deployment, Role role, Func<bool> until)
    {
        var run = deployment.Start(new(role), checkpoints: deployment.Checkpoints);
        await Eventually.Holds(() => run.Progress is { IsDrained: true, Messages: > 0 } && until());
        await run.Stop();
    }
}
