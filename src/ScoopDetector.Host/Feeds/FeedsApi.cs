using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.Desk.Api;
using ScoopDetector.Host.Desk.Limits;

namespace ScoopDetector.Host.Feeds;

/// <summary>What the desk shows, for readers of feeds; the filters are those of the API.</summary>
internal static class FeedsApi
{
    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("/feeds").RequireAuthorization(nameof(Role.Viewer)).Limited(Limit.Requests);
        feeds.MapGet("/alerts.atom", ([AsParameters] AlertQuery query, Newsdesk desk, HttpContext context) => Answer(query, desk, context, AtomFeed.ContentType, AtomFeed.Write))
            .WithSummary("Events as an Atom feed; what was retracted as a tombstone (RFC 6721).").ProducesValidationProblem();
        feeds.MapGet("/alerts.json", ([AsParameters] AlertQuery query, Newsdesk desk, HttpContext context) => Answer(query, desk, context, JsonFeed.ContentType, JsonFeed.Write))
            .WithSummary("Events as a JSON Feed 1.1.").ProducesValidationProblem();
        feeds.MapGet("/alerts.ninjs", ([AsParameters] AlertQuery query, Newsdesk desk, HttpContext context) => Answer(query, desk, context, NinjsFeed.ContentType, NinjsFeed.Write))
            .WithSummary("Events as news items of IPTC's ninjs 3.1, in one package; what was retracted is cancelled.").ProducesValidationProblem();
    }

    private static IResult Answer(AlertQuery query, Newsdesk desk, HttpContext context, string contentType, Func<Feed, byte[]> write)
    {
        var read = query.Read(context.Request.Query.Keys);
        return read.Faults.Any ? read.Faults.Problem() : ETag.Of(context, desk.Store, desk.Store.Change, () => TypedResults.Bytes(
            write(new(Home(context.Request), $"{context.Request.Path}{context.Request.QueryString}", desk.Store.Id, desk.Store.List(read.Value, read.Limit, read.Before).Items)), contentType));
    }

    private static Uri Home(HttpRequest request) => new($"{request.Scheme}://{request.Host}");
}
