using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class RolesTests
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromSeconds(20);

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
