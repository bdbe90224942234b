using System.ComponentModel.DataAnnotations;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class KafkaOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Faults(new()));

    [Fact]
    public void Two_topics_of_one_name_are_refused() =>
        Assert.Contains("each needs a name of its own", Assert.Single(Faults(new() { BurstsTopic = "scoop.posts.v1" })));

    [Theory]
    [InlineData("a:9092, b:99999", "b:99999")]
    [InlineData("a:0", "a:0")]
    [InlineData("[::1]:70000", "[::1]:70000")]
    public void A_port_that_is_none_is_refused(string servers, string wrong) =>
        Assert.Contains($"BootstrapServers names {wrong}: a port must be from 1 to 65535", Assert.Single(Faults(new() { BootstrapServers = servers })));

    [Theory]
    [InlineData("a:9092,b:1,[::1]:65535")]
    [InlineData("SASL_SSL://a.example:9093")]
    [InlineData("a")]
    public void Addresses_are_taken_as_librdkafka_takes_them(string servers) => Assert.Empty(Faults(new() { BootstrapServers = servers }));

    [Fact]
    public void What_delivery_rests_on_cannot_be_passed_through() =>
        Assert.Contains("enable.auto.offset.store", Assert.Single(Faults(new() { Properties = new Dictionary<string, string> { ["enable.auto.offset.store"] = "true" } })));

    [Fact]
    public void Security_is_passed_through_to_every_client()
    {
        var options = new KafkaOptions { Properties = new Dictionary<string, string> { ["security.protocol"] = "sasl_ssl" } };

        Assert.Equal("sasl_ssl", ClientConfigs.Consumer(options, "all").Get("security.protocol"));
        Assert.Equal("sasl_ssl", ClientConfigs.Producer(options, "all").Get("security.protocol"));
        Assert.Equal("sasl_ssl", ClientConfigs.Look(options, "all").Get("security.protocol"));
    }

    [Fact]
    public void Waiting_grows_to_its_bound_and_begins_anew_after_success()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

        Assert.Equal([1, 2, 3, 3], Enumerable.Range(0, 4).Select(_ => backOff.Next().TotalSeconds));
        backOff.Reset();
        Assert.Equal(1, backOff.Next().TotalSeconds);
    }

    private static List<string> Faults(KafkaOptions options)
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(fault => fault.ErrorMessage!)];
    }
}
