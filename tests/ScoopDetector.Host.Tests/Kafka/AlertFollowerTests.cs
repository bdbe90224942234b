using System.Text;
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

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"eventId\":\"tram\"}")]
    public void What_is_no_alert_is_none(string record) => Assert.Null(AlertFollower.Read(Encoding.UTF8.GetBytes(record)));

    [Fact]
    public void One_without_a_time_is_none()
    {
        Assert.Null(AlertFollower.Read(AlertJson.Write(Tram with { AlertedAt = "soon" })));
        Assert.Null(AlertFollower.Read(AlertJson.Write(Tram with { FirstSeenAt = "" })));
    }
}
