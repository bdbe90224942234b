using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class RolesTests
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(20);
    private static readonly ScoopOptions Other = new() { Tally = new() { Pane = TimeSpan.FromSeconds(10), SampleSize = 32 } };

    [Theory]
    [InlineData("classic")]
    [InlineData("consumer")]
    public async Task Roles_spread_over_topics_with_tallies_coming_and_going_give_the_same_alerts(string protocol)
    {
        using var deployment = new Deployment(properties: new Dictionary<string, string> { ["group.protocol"] = protocol });
        var third = Story.Lines.Length / 3;
        deployment.Start(new(Role.Score));
        deployment.Start(new(Role.Report, Out: deployment.Folder));
        var first = deployment.Start(new(Role.Tally));
        deployment.Feed(Story.Lines.Take(third));
        await Eventually.Holds(() => first.Progress.Messages > 0);

        var second = deployment.Start(new(Role.Tally));
        var last = deployment.Start(new(Role.Tally));
        await Eventually.Holds(() => second.Progress.Partitions > 0 && last.Progress.Partitions > 0);
        deployment.Feed(Story.Lines.Skip(third).Take(third));
        await Eventually.Holds(() => second.Progress.Messages > 0);
        await first.Stop();
        deployment.Feed(Story.Lines.Skip(2 * third));
        await Eventually.Holds(() => second.Progress.Partitions + last.Progress.Partitions == 6 && second.Progress.IsDrained && last.Progress.IsDrained);
        deployment.Clock.Advance(LongSilence);

        await Eventually.Holds(() => deployment.Alerts().Length >= Story.Alerts.Length);
        Assert.Equal(Story.Alerts, deployment.Alerts());
    }

    [Fact]
    public async Task A_topic_whose_order_is_its_meaning_must_have_one_partition()
    {
        using var deployment = new Deployment();
        deployment.Broker.CreateTopic("wide", 2);
        using var scorer = new RunningRole(deployment.Kafka with { PanePartsTopic = "wide" }, deployment.Clock, new(Role.Score));

        var fault = await Assert.ThrowsAsync<KafkaFault>(scorer.Ended);

        Assert.Contains("wide has more than one partition", fault.Message);
    }

    [Fact]
    public async Task A_scorer_refuses_the_parts_of_a_tally_with_other_panes_and_samples()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines.Take(100));
        await deployment.Start(new(Role.Tally, UntilDrained: true), Other).Ended();

        var fault = await Assert.ThrowsAsync<UsageException>(deployment.Start(new(Role.Score, UntilDrained: true)).Ended);

        Assert.Equal(
            "Topic scoop.pane-parts.v1 holds records that were made otherwise than this role is set: Tally:Pane is 00:00:10 there and 00:00:05 here, Tally:SampleSize is 32 there and 64 here. "
            + "Start all roles from one version of the program with the same settings; after a change on purpose, delete the topics between the roles and create them anew.",
            fault.Message);
    }

    [Fact]
    public async Task A_tally_does_not_write_behind_others_that_are_set_otherwise()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines.Take(100));
        await deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();
        var parts = deployment.Holds(deployment.Kafka.PanePartsTopic);

        var fault = await Assert.ThrowsAsync<UsageException>(deployment.Start(new(Role.Tally, UntilDrained: true), Other).Ended);

        Assert.Contains("Tally:Pane is 00:00:05 there and 00:00:10 here", fault.Message);
        Assert.Equal(parts, deployment.Holds(deployment.Kafka.PanePartsTopic));
    }

    [Fact]
    public async Task As_a_process_it_ends_with_one_line_and_the_code_of_wrong_configuration()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines.Take(100));
        await deployment.Start(new(Role.Tally, UntilDrained: true), Other).Ended();

        using var scorer = new HostProcess("run", "--role", "score", "--brokers", deployment.Kafka.BootstrapServers);
        var (code, _, errors) = await scorer.EndsWithinAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(CommandLine.WrongUsage, code);
        Assert.Contains("Tally:Pane is 00:00:10 there and 00:00:05 here", Assert.Single(errors.Trim().Split('\n'), line => line.StartsWith("scoop:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Neither_a_reporter_nor_another_scorer_goes_on_from_bursts_of_other_settings()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines.Take(100));
        await deployment.Start(new(Role.Tally, UntilDrained: true), Other).Ended();
        await deployment.Start(new(Role.Score, UntilDrained: true), Other).Ended();

        deployment.Broker.CreateTopic("empty", 1);
        var reporter = await Assert.ThrowsAsync<UsageException>(deployment.Start(new(Role.Report, UntilDrained: true)).Ended);
        using var another = new RunningRole(deployment.Kafka with { Group = "another", PanePartsTopic = "empty" }, deployment.Clock, new(Role.Score, UntilDrained: true));
        var scorer = await Assert.ThrowsAsync<UsageException>(another.Ended);

        Assert.All([reporter, scorer], fault => Assert.Contains("scoop.bursts.v1 holds records that were made otherwise", fault.Message));
    }

    [Fact]
    public async Task A_record_of_a_form_to_come_stops_its_reader_and_a_stray_one_does_not()
    {
        using var deployment = new Deployment();
        var coming = new Agreement(deployment.Kafka.PanePartsTopic, 99, new());
        deployment.SendRaw(deployment.Kafka.PanePartsTopic, "stray"u8.ToArray());
        await deployment.Start(new(Role.Score, UntilDrained: true)).Ended();

        deployment.SendRaw(deployment.Kafka.PanePartsTopic, coming.Headers, "of a form to come"u8.ToArray());
        var fault = await Assert.ThrowsAsync<UsageException>(deployment.Start(new(Role.Score, UntilDrained: true)).Ended);

        Assert.Contains("the form of the records is 99 there and 2 here.", fault.Message);
    }

    [Fact]
    public async Task A_scorer_that_began_with_fewer_partitions_says_that_it_must_begin_again()
    {
        using var deployment = new Deployment();
        deployment.Broker.CreateTopic("fewer", 2);
        deployment.Feed(Story.Lines.Take(100));
        await deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();

        using var scorer = new RunningRole(deployment.Kafka with { PostsTopic = "fewer" }, deployment.Clock, new(Role.Score));
        var fault = await Assert.ThrowsAsync<KafkaFault>(scorer.Ended);

        Assert.Contains("start it again", fault.Message);
    }

    [Fact]
    public async Task Settings_that_one_role_alone_looks_at_may_differ()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines.Take(100));
        await deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();

        await deployment.Start(new(Role.Score, UntilDrained: true), new() { Tally = new() { Patience = TimeSpan.FromSeconds(9) }, Bursts = new() { NoiseShare = 0.1 } }).Ended();
    }

    [Fact]
    public async Task A_scorer_and_a_reporter_that_start_again_tell_nothing_twice()
    {
        using var deployment = new Deployment();
        deployment.Feed(Story.Lines);
        await deployment.Start(new(Role.Tally, UntilDrained: true)).Ended();

        for (var again = 0; again < 2; again++)
        {
            await deployment.Start(new(Role.Score, UntilDrained: true)).Ended();
            await deployment.Start(new(Role.Report, UntilDrained: true)).Ended();
        }

        Assert.Equal(Story.Alerts, deployment.Alerts());
    }
}
