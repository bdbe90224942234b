using Confluent.Kafka;
using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class BrokerLinkTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CollectingLog _log = new();
    private readonly BrokerLink _link;

    public BrokerLinkTests() => _link = new("posts", "kafka:9092", _clock, _log);

    [Fact]
    public void The_reason_is_why_no_connection_stands_and_not_how_many_brokers_are_down()
    {
        _link.Works();
        Report(ErrorCode.Local_Transport, "kafka:9092/1: Connect to ipv4#10.0.0.1:9092 failed: Connection refused (after 2ms in state CONNECT)");
        Assert.True(_link.State.IsUp);

        Report(ErrorCode.Local_AllBrokersDown, "0/2 brokers are down");
        Assert.Equal("kafka:9092/1: Connect to ipv4#10.0.0.1:9092 failed: Connection refused", _link.State.Fault);
    }

    [Fact]
    public void An_outage_is_one_line_for_each_reason_however_often_it_is_tried()
    {
        _link.Works();
        Report(ErrorCode.Local_Transport, "kafka:9092/1: Disconnected (after 9000ms in state UP)");
        for (var i = 0; i < 5; i++)
        {
            Report(ErrorCode.Local_AllBrokersDown, $"{i}/2 brokers are down");
            Report(ErrorCode.Local_Transport, $"kafka:9092/{i}: Connect to ipv4#10.0.0.1:9092 failed: Connection refused (after {i}ms in state CONNECT)");
        }
        _link.Works();

        Assert.Equal(
            ["is reached", "cannot be reached: kafka:9092/1: Disconnected", "cannot be reached: kafka:9092/0: Connect to ipv4#10.0.0.1:9092 failed: Connection refused", "is reached"],
            _log.Lines.Select(line => line["posts: Kafka at kafka:9092 ".Length..].Split(". Nothing is lost")[0].TrimEnd('.')));
    }

    [Fact]
    public void An_outage_whose_reason_is_not_known_yet_waits_for_it_with_its_line_and_shows_at_once()
    {
        Report(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down");
        Assert.Equal("no broker answers", _link.State.Fault);
        Assert.Empty(_log.Lines);

        Report(ErrorCode.Local_Transport, "kafka:9092/1: Connect to ipv4#10.0.0.1:9092 failed: Connection refused (after 2ms in state CONNECT)");
        Assert.EndsWith("Connection refused", _link.State.Fault, StringComparison.Ordinal);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void An_outage_that_ends_before_its_reason_is_known_is_told_all_the_same()
    {
        Report(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down");
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        _link.Works();

        Assert.Equal(["posts: Kafka at kafka:9092 was not reached for 2.5 s.", "posts: Kafka at kafka:9092 is reached."], _log.Lines);
    }

    [Fact]
    public void How_long_it_has_been_mended_counts_from_the_end_of_the_fault()
    {
        _link.Works();
        Assert.Null(_link.MendedFor);

        Report(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down");
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.Zero, _link.MendedFor);

        _link.Works();
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), _link.MendedFor);
    }

    private void Report(ErrorCode code, string reason) => _link.Report(new(code, reason));
}
