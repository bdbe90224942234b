using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class ClaimedTopicTests : IDisposable
{
    private readonly Deployment _deployment = new();
    private readonly List<ClaimedTopic> _opened = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Whoever_is_superseded_ends_with_a_line_and_what_it_told_since_is_left_out()
    {
        var first = Claimed();
        Tell(first, "by the first, in time");
        first.Settle(Stop);
        var second = Claimed();
        Tell(second, "by the second");

        Tell(first, "by the first, too late");
        var fault = Assert.Throws<KafkaFault>(() => first.Settle(Stop));
        second.Settle(Stop);

        Assert.StartsWith($"Another process has taken topic scoop.bursts.v1 over, with its claim at offset {second.Epoch} ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["by the first, in time", "by the second"], Heard());
    }

    [Fact]
    public void Whoever_has_nothing_to_tell_learns_of_it_too()
    {
        var first = Claimed();
        first.Settle(Stop);

        Claimed();

        Assert.Throws<KafkaFault>(() => first.Settle(Stop));
    }

    [Fact]
    public void What_others_write_without_a_claim_supersedes_nobody()
    {
        var topic = Claimed();
        _deployment.SendRaw(_deployment.Kafka.BurstsTopic, "stray"u8.ToArray());
        Tell(topic, "first");
        topic.Settle(Stop);
        _deployment.SendRaw(_deployment.Kafka.BurstsTopic, "stray again"u8.ToArray());
        Tell(topic, "second");

        topic.Settle(Stop);

        Assert.Equal(["stray", "first", "stray again", "second"], Heard());
    }

    [Fact]
    public void Claims_of_another_scope_supersede_nobody()
    {
        var one = Claimed("/one");
        Claimed("/two");

        one.Settle(Stop);
    }

    public void Dispose()
    {
        _opened.ForEach(topic => topic.Dispose());
        _deployment.Dispose();
    }

    private ClaimedTopic Claimed(string scope = Fence.WholeTopic)
    {
        var link = new BrokerLink("test", _deployment.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
        var topic = new ClaimedTopic(_deployment.Kafka, "test", _deployment.Kafka.BurstsTopic, scope, link, Stop);
        _opened.Add(topic);
        topic.Claim([], Stop);
        return topic;
    }

    private static void Tell(ClaimedTopic topic, string words) => topic.Send("panes"u8.ToArray(), Encoding.UTF8.GetBytes(words), []);

    private List<string> Heard()
    {
        var fence = new Fence();
        return [.. new TopicTail(_deployment.Kafka, _deployment.Kafka.BurstsTopic).Read(0, from: 0, Stop).Where(message => fence.Judge(message) == Hearing.Heard).Select(message => Encoding.UTF8.GetString(message.Message.Value))];
    }
}
