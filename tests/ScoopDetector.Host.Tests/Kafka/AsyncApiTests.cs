using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.Extensions.Logging.Abstractions;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.News;
using ScoopDetector.News;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>Holds the description of the topics against what is on them.</summary>
public sealed class AsyncApiTests
{
    private static readonly string[] Withdrawals =
    [
        """{"observed_at":"2026-03-02T07:00:01.000Z","at":"2026-03-02T07:00:00.000Z","delete":{"id":"1","author_id":"a"}}""",
        """{"observed_at":"2026-03-02T07:00:01.000Z","at":"2026-03-02T07:00:00.000Z","purge":{"author_id":"a"}}""",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_a_run_reads_and_writes_fits_its_description()
    {
        using var deployment = new Deployment();
        var sent = deployment.Feed(Story.Lines);
        await deployment.Start(new(UntilDrained: true)).Ended();
        Withdraw(deployment.Kafka);
        Head(deployment.Kafka);
        var document = AsyncApi.Document(deployment.Kafka);

        var posts = Seen(document, "posts", deployment.Kafka.PostsTopic, deployment.Kafka);
        var told = Seen(document, "alerts", deployment.Kafka.AlertsTopic, deployment.Kafka);

        Assert.Equal(sent + Withdrawals.Length, posts["post"] + posts["withdrawal"]);
        Assert.InRange(posts["withdrawal"], Withdrawals.Length, sent - 1);
        Assert.Equal(1, told["claim"]);
        Assert.Equal(Story.Alerts.Length, told["alert"]);
        Assert.Equal(1, Seen(document, "headlines", deployment.Kafka.HeadlinesTopic, deployment.Kafka)["headline"]);
    }

    [Theory]
    [InlineData("alert", """{"eventId":"a"}""")]
    [InlineData("post", """{"id":1,"created_at":"2026-03-02T07:00:00Z","author_id":"a","text":""}""")]
    [InlineData("withdrawal", """{"at":"2026-03-02T07:00:00Z"}""")]
    [InlineData("headline", """{"id":"1","source":"a","title":"b"}""")]
    public void What_does_not_fit_is_told_by_it(string message, string value) =>
        Assert.False(Strict(AsyncApi.Document(new())["components"]!["schemas"]![message])!.Evaluate(JsonDocument.Parse(value).RootElement).IsValid);

    [Fact]
    public void Topics_are_those_of_the_settings_and_every_reference_leads_somewhere()
    {
        var document = AsyncApi.Document(new() { AlertsTopic = "newsroom.alerts" });

        Assert.Equal("newsroom.alerts", document["channels"]!["alerts"]!["address"]!.GetValue<string>());
        Assert.All(References(document), reference => Assert.NotNull(At(document, reference)));
    }

    private static void Withdraw(KafkaOptions kafka)
    {
        using var producer = new PostProducer(kafka, Link(kafka));
        var reader = new PostReader(new ReadOptions());
        foreach (var line in Withdrawals)
        {
            Assert.True(reader.TryRead(Encoding.UTF8.GetBytes(line), out var withdrawal, out _));
            producer.Send(withdrawal, withdrawal.ObservedAt!.Value);
        }
        producer.Settle(Stop);
    }

    private static void Head(KafkaOptions kafka)
    {
        using var producer = new HeadlineProducer(kafka, Link(kafka));
        producer.Send(new Headline { Id = "1", Source = "harbour.example", Title = "A tram is off its rails", PublishedAt = DateTimeOffset.UnixEpoch, Language = "en", Url = "https://harbour.example/1", IsTrusted = true });
        producer.Settle(Stop);
    }

    private static BrokerLink Link(KafkaOptions kafka) => new("test", kafka.BootstrapServers, TimeProvider.System, NullLogger.Instance);

    /// <returns>How many of each message lie on the topic; each fits one description, and that one alone.</returns>
    private static Dictionary<string, int> Seen(JsonObject document, string channel, string topic, KafkaOptions kafka)
    {
        Assert.Equal(topic, document["channels"]![channel]!["address"]!.GetValue<string>());
        var described = document["channels"]![channel]!["messages"]!.AsObject().ToDictionary(
            message => message.Key,
            message => (Message: At(document, message.Value!["$ref"]!.GetValue<string>())!, Schema: Strict(document["components"]!["schemas"]![message.Key]!), Headers: Strict(At(document, message.Value!["$ref"]!.GetValue<string>())!["headers"])));
        var seen = described.Keys.ToDictionary(name => name, _ => 0);
        foreach (var record in new TopicTail(kafka, topic).Read(Stop))
        {
            var body = JsonDocument.Parse(record.Message.Value).RootElement;
            var headers = JsonSerializer.SerializeToElement((record.Message.Headers ?? []).ToDictionary(header => header.Key, header => Encoding.UTF8.GetString(header.GetValueBytes())));
            var name = Assert.Single(described, each => each.Value.Schema!.Evaluate(body).IsValid && (each.Value.Headers?.Evaluate(headers).IsValid ?? !headers.EnumerateObject().Any())).Key;
            Assert.Equal(described[name].Message["contentType"]!.GetValue<string>(), headers.TryGetProperty("content-type", out var type) ? type.GetString() : document["defaultContentType"]!.GetValue<string>());
            seen[name]++;
        }
        return seen;
    }

    /// <summary>Where nothing may be there that is not described.</summary>
    private static JsonSchema? Strict(JsonNode? schema)
    {
        var strict = schema?.DeepClone();
        foreach (var part in Objects(strict).Where(part => part["properties"] is JsonObject).ToList())
        {
            part["additionalProperties"] = false;
        }
        return strict is null ? null : JsonSchema.FromText(strict.ToJsonString());
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(member => Objects(member.Value)).Prepend(item),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> References(JsonNode document) =>
        Objects(document).Where(part => part["$ref"] is JsonValue).Select(part => part["$ref"]!.GetValue<string>());

    private static JsonNode? At(JsonNode document, string reference) => reference[2..].Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name]);
}
