using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class AlertFollowerTests
{
    private static readonly Alert Tram = SomeAlert.Of("tram");

    [Fact]
    public void It_reads_what_the_detector_writes() => Assert.Equal("tram-1", AlertFollower.Read(AlertJson.Write(Tram))?.AlertId);

    [Fact]
    public async Task What_a_superseded_reporter_tells_does_not_reach_the_desk_and_is_counted()
    {
        using var deployment = new Deployment();
        using var stop = new CancellationTokenSource();
        var link = new BrokerLink("test", deployment.Kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);
        using AlertPublisher first = new(deployment.Kafka, link, stop.Token), second = new(deployment.Kafka, link, stop.Token);
        first.Resume(pastIsWhole: true);
        Assert.True(first.Send(Tram));
        first.Settle(stop.Token);
        using var stale = new TopicProducer(deployment.Kafka, "test", deployment.Kafka.AlertsTopic, link);
        second.Resume(pastIsWhole: true);

        Assert.Throws<KafkaFault>(() => first.Send(SomeAlert.Of("ferry")));
        var headers = CloudEvent.Headers(SomeAlert.Of("ferry"), deployment.Kafka.AlertSource);
        Fence.Sign(headers, deployment.Kafka.AlertSource, epoch: 0);
        stale.Send([1], AlertJson.Write(SomeAlert.Of("ferry")), headers);
        stale.Settle(stop.Token);
        Assert.False(second.Send(Tram));
        Assert.True(second.Send(SomeAlert.Of("storm")));
        second.Settle(stop.Token);

        var (told, fenced) = (new ConcurrentQueue<string>(), 0);
        var following = Task.Run(() => new AlertFollower(deployment.Kafka, link) { Fenced = (_, _) => fenced++ }.Run(alert => told.Enqueue(alert.EventId), stop.Token), CancellationToken.None);
        await Eventually.Holds(() => told.Count == 2);
        await stop.CancelAsync();
        await following;
        Assert.Equal(["tram", "storm"], told);
        Assert.Equal(1, fenced);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"eventId\":\"tram\"}")]
    public void What_is_no_alert_is_none(string record) => Assert.Null(AlertFollower.Read(Encoding.UTF8.GetBytes(record)));

    [Theory]
    [InlineData("\"networks\":[]", "\"networks\":[null]")]
    [InlineData("\"networks\":[]", "\"networks\":[{\"posts\":3}]")]
    [InlineData("\"places\":[]", "\"places\":[null]")]
    public void Nor_is_one_that_lacks_a_part(string part, string instead)
    {
        var record = Encoding.UTF8.GetString(AlertJson.Write(Tram));

        Assert.Contains(part, record, StringComparison.Ordinal);
        Assert.Null(AlertFollower.Read(Encoding.UTF8.GetBytes(record.Replace(part, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void One_of_a_version_that_knew_no_networks_has_none()
    {
        var record = Encoding.UTF8.GetString(AlertJson.Write(Tram)).Replace("\"networks\":[],", "", StringComparison.Ordinal);

        Assert.DoesNotContain("networks", record, StringComparison.Ordinal);
        Assert.Equal([], AlertFollower.Read(Encoding.UTF8.GetBytes(record))!.Networks);
    }

    [Fact]
    public void One_without_a_time_is_none()
    {
        Assert.Null(AlertFollower.Read(AlertJson.Write(Tram with { AlertedAt = "soon" })));
        Assert.Null(AlertFollower.Read(AlertJson.Write(Tram with { FirstSeenAt = "" })));
    }
}
