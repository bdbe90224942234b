using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Desk.Api;

namespace ScoopDetector.Host.Deliveries;

/// <summary>The rules and the log of what was sent, for programs as for the page.</summary>
internal static class DeliveriesApi
{
    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        api.MapGet("/deliveries", Log).WithSummary("What was sent, and what is to be: the latest first. Filters: rule, state, eventId.").Produces<DeliveryPage>().ProducesValidationProblem();
        api.MapPost("/deliveries/{id:long}/retry", Retry).RequireAuthorization(nameof(Role.Editor)).WithSummary("Tries one anew that has failed.")
            .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/deliveries/rules", (Courier courier) => courier.Status()).WithSummary("The rules: where each sends, how it stands, and what it would have sent in the last 24 hours.");
        api.MapGet("/deliveries/preview", Preview).WithSummary("What a rule would have sent in the last 24 hours of the stream, before there is one: a filter (empty for all; level=alert if there is none) or a lane, urgency, way.").Produces<RulePreview>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/deliveries/rules/{rule}/test", TestAsync).RequireAuthorization(nameof(Role.Editor)).WithSummary("Sends an example by a rule, at once. The answer says how it went.")
            .Produces<Delivery>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Log(Courier courier, string? rule, string? state, string? eventId, string? limit, string? before)
    {
        var faults = new Faults();
        var chosen = faults.Choice<DeliveryState>("state", state);
        var (most, from) = ((int)(faults.Number("limit", limit, 1, 200) ?? 50), faults.Number("before", before, 0, long.MaxValue));
        return faults.Any ? faults.Problem() : TypedResults.Ok(DeliveryPage.Of(courier.Outbox.Log(rule, chosen, eventId, most + 1, from), most));
    }

    private static IResult Preview(Courier courier, Newsdesk desk, string? filter, string? lane, string? urgency, string? updates, string? way)
    {
        var faults = new Faults();
        var options = RulePreview.Read(faults, filter, lane, urgency, updates, way);
        return faults.Any ? faults.Problem()
            : RulePreview.Gone(options, desk.Store.Lanes()) is { } gone ? AlertsApi.NotFound("lane", gone)
            : TypedResults.Ok(RulePreview.Of(options, courier.Preview(options)));
    }

    private static Results<Accepted, ProblemHttpResult> Retry(Courier courier, long id) =>
        courier.Outbox.Retry(id) ? TypedResults.Accepted($"/api/v1/deliveries?before={id + 1}&limit=1") : AlertsApi.NotFound("id", id.ToString(CultureInfo.InvariantCulture));

    private static async Task<Results<Ok<Delivery>, ProblemHttpResult>> TestAsync(Courier courier, string rule, CancellationToken stop) =>
        await courier.TestAsync(rule, stop) is { } made ? TypedResults.Ok(made) : AlertsApi.NotFound("rule", rule);
}

/// <param name="Items">The latest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record DeliveryPage(IReadOnlyList<Delivery> Items, long? Next)
{
    /// <param name="found">One more than fit, if there are more.</param>
    /// <param name="limit">How many fit.</param>
    internal static DeliveryPage Of(List<Delivery> found, int limit) => found.Count <= limit ? new(found, null) : new(found[..limit], found[limit - 1].Id);
}
