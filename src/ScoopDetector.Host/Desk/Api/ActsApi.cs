using System.Security.Claims;
using System.Text.Json;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>What editors do, and what the newsroom shares: mutes, lanes, labels.</summary>
internal static class ActsApi
{
    public static void MapActs(this RouteGroupBuilder api)
    {
        api.MapGet("/acts", Latest).WithSummary("What editors have done, the latest first.").Produces<Act[]>().ProducesValidationProblem();
        api.MapPost("/acts", Do).RequireAuthorization(nameof(Role.Editor)).WithSummary("Claims, releases, dismisses, restores, watches, unwatches, notes, merges or splits an event, splits posts off that are another story, confirms or refuses that a headline is about it, or mutes a term.")
            .Produces<Act>(StatusCodes.Status201Created).ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/acts/{id:long}/undo", Undo).RequireAuthorization(nameof(Role.Editor)).WithSummary("Undoes an act; it stays on record.")
            .Produces<Act>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/mutes", (Newsdesk desk) => desk.Store.Acts.Mutes()).WithSummary("The terms that are muted now.");
        api.MapGet("/labels", (Newsdesk desk) => TypedResults.Stream(body => WriteAsync(desk.Store.Acts.Labels(), body), "application/jsonl"))
            .WithSummary("Every act that stands, with the figures that the editor saw, one JSON object a line: labels for training.");
        api.MapGet("/lanes", (Newsdesk desk) => desk.Store.Lanes()).WithSummary("Saved filters.");
        api.MapPut("/lanes/{name}", Save).RequireAuthorization(nameof(Role.Admin)).WithSummary("Saves a filter under a name.").Produces<Lane>().ProducesValidationProblem();
        api.MapDelete("/lanes/{name}", (string name, Newsdesk desk, ClaimsPrincipal user) => desk.RemoveLane(name, Visitor.Of(user, null)) ? TypedResults.NoContent() : (IResult)AlertsApi.NotFound("name", name))
            .RequireAuthorization(nameof(Role.Admin)).WithSummary("Removes a saved filter.").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Latest(Newsdesk desk, string? limit, string? before)
    {
        var faults = new Faults();
        var (most, from) = (faults.Number("limit", limit, 1, 200) ?? 50, faults.Number("before", before, 0, long.MaxValue));
        return faults.Any ? faults.Problem() : TypedResults.Ok(desk.Store.Acts.Latest((int)most, from));
    }

    private static IResult Do(ActRequest request, Newsdesk desk, ClaimsPrincipal user)
    {
        var (deed, faults) = request.Read();
        Look(deed, desk, faults);
        var who = Visitor.Of(user, faults.Short("by", request.By, Who.LongestName));
        if (!faults.Any && desk.Do(deed, who) is { } act)
        {
            return TypedResults.Created($"/api/v1/acts/{act.Id}", act);
        }
        // Somebody else may have acted in between.
        Look(deed, desk, faults);
        return faults.Any ? faults.Problem() : AlertsApi.NotFound("eventId", deed.EventId!);
    }

    private static void Look(Deed deed, Newsdesk desk, Faults faults)
    {
        foreach (var (field, fault) in faults.Any ? [] : desk.Faults(deed))
        {
            faults.Add(field, fault);
        }
    }

    private static IResult Undo(long id, string? by, Newsdesk desk, ClaimsPrincipal user) =>
        desk.Undo(id, Visitor.Of(user, by)) is { } act ? TypedResults.Ok(act)
        : desk.Store.Acts.Find(id) is not { } known ? AlertsApi.NotFound("id", $"{id}")
        : !known.IsUndone ? TypedResults.Problem($"id is '{id}': without it '{known.EventId}' would be merged in a circle.", statusCode: StatusCodes.Status409Conflict, title: "It cannot be undone.")
        : TypedResults.Problem($"id is '{id}': it is undone already.", statusCode: StatusCodes.Status409Conflict, title: "It is undone already.");

    private static IResult Save(string name, LaneRequest lane, Newsdesk desk, ClaimsPrincipal user)
    {
        var faults = AlertQuery.Read(lane.Query).Faults;
        faults.Short("name", name, Who.LongestName);
        var who = Visitor.Of(user, lane.By);
        return faults.Any ? faults.Problem() : TypedResults.Ok(desk.Save(new(name, lane.Query ?? "", who.Name), who));
    }

    private static async Task WriteAsync(IEnumerable<Label> labels, Stream body)
    {
        foreach (var label in labels)
        {
            await JsonSerializer.SerializeAsync(body, label, JsonSerializerOptions.Web);
            await body.WriteAsync("\n"u8.ToArray());
        }
    }
}

/// <param name="Query">The filter as it stands in an address: <c>level=alert</c>.</param>
/// <param name="By">Who saves it, where there are no logins.</param>
internal sealed record LaneRequest(string? Query, string? By);
