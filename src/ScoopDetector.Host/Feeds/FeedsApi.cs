using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Desk.Api;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Feeds;

/// <summary>What the desk shows, for readers of feeds; the filters are those of the API, or a saved one.</summary>
internal static class FeedsApi
{
    private const string LaneMeans = "a saved filter, in place of others";

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("/feeds").RequireAuthorization(nameof(Role.Viewer)).Limited(Limit.Requests);
        feeds.MapGet("/alerts.atom", ([AsParameters] AlertQuery query, [FromQuery, Description(LaneMeans)] string? lane, Newsdesk desk, HttpContext context) => Answer(query, lane, desk, context, AtomFeed.ContentType, AtomFeed.Write))
            .WithSummary("Events as an Atom feed; what was retracted as a tombstone (RFC 6721), whatever the filter.").ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        feeds.MapGet("/alerts.json", ([AsParameters] AlertQuery query, [FromQuery, Description(LaneMeans)] string? lane, Newsdesk desk, HttpContext context) => Answer(query, lane, desk, context, JsonFeed.ContentType, JsonFeed.Write))
            .WithSummary("Events as a JSON Feed 1.1; what was retracted says so, whatever the filter.").ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        feeds.MapGet("/alerts.ninjs", ([AsParameters] AlertQuery query, [FromQuery, Description(LaneMeans)] string? lane, Newsdesk desk, HttpContext context) => Answer(query, lane, desk, context, NinjsFeed.ContentType, NinjsFeed.Write))
            .WithSummary("Events as news items of IPTC's ninjs 3.1, in one package; what was retracted is cancelled, whatever the filter.").ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Answer(AlertQuery query, string? lane, Newsdesk desk, HttpContext context, string contentType, Func<Feed, byte[]> write)
    {
        var read = query.Read(context.Request.Query.Keys.Where(name => !name.Equals("lane", StringComparison.OrdinalIgnoreCase)));
        if (lane is not null && !read.Faults.Any && read.Value != AlertFilter.All)
        {
            read.Faults.Add("lane", $"is '{lane}': a lane is a filter, and no other goes with it but limit and before.");
        }
        if (read.Faults.Any)
        {
            return read.Faults.Problem();
        }
        if (lane is null)
        {
            return Answer(read, null, desk, context, contentType, write);
        }
        var lanes = desk.Store.Lanes();
        return lanes.FirstOrDefault(each => string.Equals(each.Name, lane, StringComparison.OrdinalIgnoreCase)) is { } saved
            ? Answer(read with { Value = AlertQuery.Read(saved.Query).Value }, saved.Query, desk, context, contentType, write)
            : NoLane(lane, lanes);
    }

    private static IResult Answer(Reading<AlertFilter> read, string? saved, Newsdesk desk, HttpContext context, string contentType, Func<Feed, byte[]> write) =>
        ETag.Of(context, desk.Store, desk.Store.Change, () => TypedResults.Bytes(
            write(new(Home(context.Request), $"{context.Request.Path}{context.Request.QueryString}", desk.Store.Id, Feed.EntriesOf(desk.Store, read.Value, read.Limit, read.Before))), contentType), saved);

    private static ProblemHttpResult NoLane(string lane, IReadOnlyList<Lane> lanes) => TypedResults.Problem(
        $"lane is '{lane}': there is none. {(lanes.Count == 0 ? "None is saved yet" : $"There are {string.Join(", ", lanes.Select(each => each.Name))}")}: save a filter under that name (on /search, or PUT /api/v1/lanes/NAME), or name the filter itself.",
        statusCode: StatusCodes.Status404NotFound, title: "There is no such thing.", extensions: [new("field", "lane"), new("value", lane)]);

    private static Uri Home(HttpRequest request) => new($"{request.Scheme}://{request.Host}");
}
