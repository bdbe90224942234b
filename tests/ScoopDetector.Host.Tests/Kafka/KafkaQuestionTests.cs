using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class KafkaQuestionTests
{
    private readonly KafkaOptions _options = new() { BackOff = TimeSpan.FromMilliseconds(1), BackOffMost = TimeSpan.FromMilliseconds(2) };
    private readonly BrokerLink _link = new("test", "nowhere", TimeProvider.System, NullLogger.Instance);
    private int _asked;

    [Theory]
    [InlineData(ErrorCode.Local_Transport)]
    [InlineData(ErrorCode.Local_TimedOut)]
    [InlineData(ErrorCode.Local_UnknownPartition)]
    [InlineData(ErrorCode.NotLeaderForPartition)]
    public void What_fails_for_the_moment_is_asked_again_and_the_link_is_told(ErrorCode fault)
    {
        Assert.Equal("yes", KafkaQuestion.Answer(_options, _link, () => ++_asked < 4 ? throw Fault(fault) : "yes", TestContext.Current.CancellationToken));

        Assert.Equal(4, _asked);
        Assert.True(_link.State.IsBroken);
    }

    [Theory]
    [InlineData(ErrorCode.TopicAuthorizationFailed)]
    [InlineData(ErrorCode.SaslAuthenticationFailed)]
    [InlineData(ErrorCode.UnknownTopicOrPart)]
    public void What_is_refused_is_asked_once(ErrorCode fault)
    {
        Assert.Throws<KafkaException>(() => KafkaQuestion.Answer(_options, _link, () => ++_asked > 0 ? throw Fault(fault) : "yes", TestContext.Current.CancellationToken));

        Assert.Equal(1, _asked);
    }

    [Fact]
    public void Whoever_is_to_stop_asks_no_more()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<KafkaException>(() => KafkaQuestion.Answer(_options, _link, () => ++_asked > 0 ? throw Fault(ErrorCode.Local_Transport) : "yes", stop.Token));
        Assert.Equal(1, _asked);
    }

    private static KafkaException Fault(ErrorCode code) => new(new Error(code, "as it says"));
}
