using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Metrics;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

/// <summary>Holds the description of the topics, as a desk serves it, against AsyncAPI's own schema of such documents.</summary>
public sealed class AsyncApiSchemaTests
{
    /// <summary>Where <c>.ci/run</c> puts the package. With its ids it cannot be read beside the schema of schemas, which it bears too.</summary>
    private static readonly string File = Path.Combine(Promtool.Repository(), "artifacts", "npm", "node_modules", "@asyncapi", "specs", "schemas", "3.0.0-without-$id.json");

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(System.IO.File.ReadAllText(File)));

    [Fact]
    public async Task What_a_desk_serves_is_an_AsyncAPI_document()
    {
        var document = await DocumentAsync();

        Assert.Equal([], Faults(document));
    }

    [Theory]
    [InlineData("channels", "alerts", "colour", "\"red\"")]
    [InlineData("operations", null, "action", "\"shout\"")]
    [InlineData("channels", "alerts", "address", "7")]
    public async Task What_is_none_is_told_by_the_schema(string section, string? name, string field, string value)
    {
        var document = await DocumentAsync();
        var part = document[section]!.AsObject();
        part[name ?? part.First().Key]![field] = JsonNode.Parse(value);

        Assert.NotEmpty(Faults(document));
    }

    private static async Task<JsonNode> DocumentAsync()
    {
        Assert.SkipUnless(System.IO.File.Exists(File), "There is no schema of AsyncAPI: .ci/run fetches it (npm, @asyncapi/specs).");
        await using var desk = await new OpenDesk().ServeAsync();
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync($"{desk.Address}/api/v1/asyncapi.json", TestContext.Current.CancellationToken))!;
    }

    private static List<string> Faults(JsonNode document)
    {
        var result = Schema.Value.Evaluate(JsonSerializer.SerializeToElement(document), new() { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}").DefaultIfEmpty("it is not valid")];
    }
}
