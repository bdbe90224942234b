using System.Text.Json;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Kafka;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>Describes what is on Kafka, as the API describes itself.</summary>
internal static class TopicsApi
{
    public static void MapTopics(this IEndpointRouteBuilder app, KafkaOptions kafka)
    {
        var document = JsonSerializer.SerializeToUtf8Bytes(AsyncApi.Document(kafka));
        app.MapGet("/api/v1/asyncapi.json", () => TypedResults.Bytes(document, "application/json")).AllowAnonymous().Limited(Limit.Requests).ExcludeFromDescription();
    }
}
