using System.Text;
using System.Text.RegularExpressions;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Tests.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>Every MUST of CloudEvents 1.0 and of its Kafka binding, in binary mode, that a header can break, in our own words; the JSON of the webhooks is held against them in <c>Demands.OfCloudEvents</c>.</summary>
public sealed class CloudEventTests
{
    public static TheoryData<AlertState> States => [.. Enum.GetValues<AlertState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void An_alert_has_the_headers_that_the_binding_asks_for(AlertState state)
    {
        var headers = Text(CloudEvent.Headers(SomeAlert.Of("trâm 1-2") with { Revision = 12, State = state }, "/scoop/report"));

        Assert.All(["ce_id", "ce_source", "ce_specversion", "ce_type"], name => Assert.NotEmpty(headers[name]));
        Assert.Equal(("1.0", "application/json", "trâm 1-2", "trâm 1-2"), (headers["ce_specversion"], headers["content-type"], headers["ce_subject"], headers["ce_partitionkey"]));
        Assert.True(Uri.TryCreate(headers["ce_source"], UriKind.RelativeOrAbsolute, out _));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", headers["ce_time"]);
        // Reverse DNS, as the specification would have it.
        Assert.Matches(@"^org\.scoopdetector\.alert\.[a-z]+\.v1$", headers["ce_type"]);
        Assert.All(headers.Keys.Where(name => name != "content-type"), name => Assert.Matches("^ce_[a-z0-9]{1,20}$", name));
        Assert.All(headers.Values, value => Assert.DoesNotMatch(new Regex(@"[\u0000-\u001F\u007F-\u009F]"), value));
    }

    [Fact]
    public void A_claim_is_an_event_too_and_of_another_type()
    {
        var headers = Text(CloudEvent.ClaimHeaders("/scoop/report"));

        Assert.All(["ce_id", "ce_source", "ce_specversion", "ce_type"], name => Assert.NotEmpty(headers[name]));
        Assert.NotEqual(headers["ce_id"], Text(CloudEvent.ClaimHeaders("/scoop/report"))["ce_id"]);
        Assert.DoesNotContain(Enum.GetValues<AlertState>(), state => CloudEvent.Type(state) == headers["ce_type"]);
    }

    /// <summary>Source and id together are an event's own.</summary>
    [Fact]
    public void Each_revision_is_an_event_of_its_own() => Assert.Distinct(
        new[] { ("a", 1), ("a", 2), ("a", 12), ("a-1", 2), ("a-1-2", 1) }.Select(one => Text(CloudEvent.Headers(SomeAlert.Of(one.Item1, one.Item2), "/scoop"))["ce_id"]));

    private static Dictionary<string, string> Text(Confluent.Kafka.Headers headers) => headers.ToDictionary(header => header.Key, header => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(header.GetValueBytes()));
}
