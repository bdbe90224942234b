using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class TopicTailTests : IDisposable
{
    private readonly Deployment _deployment = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Topic => _deployment.Kafka.AlertsTopic;

    [Fact]
    public void A_broker_that_is_silent_for_longer_than_it_may_be_is_given_up()
    {
        _deployment.SendRaw(Topic, [1]);
        _deployment.Broker.GoDown();

        var tail = new TopicTail(_deployment.Kafka, Topic) { SilentAtMost = TimeSpan.FromMilliseconds(300) };

        Assert.Throws<KafkaException>(() => tail.Last(0, Stop));
    }

    public void Dispose() => _deployment.Dispose();
}
