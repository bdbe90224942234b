using Confluent.Kafka;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
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

    [Fact]
    public async Task A_broker_that_is_away_is_waited_for_where_there_is_no_going_on_without_it()
    {
        _deployment.SendRaw(Topic, [1]);
        _deployment.Broker.GoDown();

        var last = Task.Run(() => new TopicTail(_deployment.Kafka, Topic).Last(0, Stop), Stop);
        _deployment.Broker.GoUp();

        await Eventually.Holds(() => last.IsCompleted);
        Assert.Equal([1], (await last)!.Message.Value);
    }

    public void Dispose() => _deployment.Dispose();
}
