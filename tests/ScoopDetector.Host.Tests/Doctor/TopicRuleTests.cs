using ScoopDetector.Host.Doctor;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Doctor;

public sealed class TopicRuleTests
{
    private static readonly KafkaOptions Kafka = new();

    [Theory]
    [InlineData("All", "scoop.posts.v1", "scoop.alerts.v1", "scoop.headlines.v1")]
    [InlineData("Tally", "scoop.posts.v1", "scoop.pane-parts.v1")]
    [InlineData("Score", "scoop.posts.v1", "scoop.pane-parts.v1", "scoop.bursts.v1", "scoop.checkpoints.v1")]
    [InlineData("Report", "scoop.bursts.v1", "scoop.alerts.v1", "scoop.checkpoints.v1")]
    public void Each_role_needs_the_topics_that_it_reads_and_writes(string role, params string[] topics) =>
        Assert.Equal(topics, TopicRule.Of(Kafka, Enum.Parse<Role>(role), news: true).Select(rule => rule.Name));

    [Fact]
    public void A_topic_whose_order_is_its_meaning_has_one_partition()
    {
        var parts = Rule(Role.Tally, "scoop.pane-parts.v1");

        Assert.Null(parts.Fault(1));
        Assert.Contains("create it anew with --partitions 1", parts.Fault(2), StringComparison.Ordinal);
        Assert.Null(Rule(Role.Tally, "scoop.posts.v1").Fault(24));
    }

    [Fact]
    public void A_setting_that_loses_something_is_told_with_the_command_that_mends_it()
    {
        var faults = Rule(Role.Score, "scoop.bursts.v1").Faults(new Dictionary<string, string> { ["max.message.bytes"] = "1048588", ["retention.ms"] = "3600000" }).ToList();

        Assert.Equal(2, faults.Count);
        Assert.Contains("--entity-name scoop.bursts.v1 --add-config max.message.bytes=16777216", faults[0], StringComparison.Ordinal);
        Assert.Contains("--entity-name scoop.bursts.v1 --add-config retention.ms=86400000", faults[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_as_it_should_be_or_not_told_is_no_fault()
    {
        Assert.Empty(Rule(Role.Score, "scoop.bursts.v1").Faults(new Dictionary<string, string> { ["max.message.bytes"] = "16777216", ["retention.ms"] = "-1" }));
        Assert.Empty(Rule(Role.All, "scoop.alerts.v1").Faults(new Dictionary<string, string>()));
    }

    [Fact]
    public void The_alerts_topic_remembers_what_was_told() => Assert.Contains(
        "cleanup.policy=[compact,delete]",
        Assert.Single(Rule(Role.All, "scoop.alerts.v1").Faults(new Dictionary<string, string> { ["cleanup.policy"] = "delete" })),
        StringComparison.Ordinal);

    [Fact]
    public void Posts_are_kept_for_as_long_as_a_start_reads_back() => Assert.Single(
        TopicRule.Of(Kafka with { ReplayFrom = TimeSpan.FromHours(30) }, Role.Tally, news: false)[0].Faults(new Dictionary<string, string> { ["retention.ms"] = "86400000" }));

    [Fact]
    public void The_topic_of_checkpoints_has_two_partitions_and_keeps_the_latest_of_each_key_alone()
    {
        var checkpoints = Rule(Role.Score, "scoop.checkpoints.v1");

        Assert.Null(checkpoints.Fault(2));
        Assert.Contains("create it anew with --partitions 2", checkpoints.Fault(1), StringComparison.Ordinal);
        Assert.Contains("cleanup.policy=compact", Assert.Single(checkpoints.Faults(new Dictionary<string, string> { ["cleanup.policy"] = "delete" })), StringComparison.Ordinal);
        Assert.DoesNotContain(TopicRule.Of(Kafka with { CheckpointsTopic = "" }, Role.Score, news: false), rule => rule.Partitions == 2);
    }

    private static TopicRule Rule(Role role, string name) => TopicRule.Of(Kafka, role, news: false).Single(rule => rule.Name == name);
}
