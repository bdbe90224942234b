using System.ComponentModel;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ScoopDetector.Host.Deliveries.Messages;
using ScoopDetector.Host.Desk.Limits;
using ScoopDetector.Host.Feeds;
using ScoopDetector.Host.Store;
using ScoopDetector.News;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>Events, singly, in pages, and as they change.</summary>
internal static class AlertsApi
{
    public static void MapAlerts(this RouteGroupBuilder api)
    {
        api.MapGet("/alerts", List).WithSummary("Events, those raised last first.").Produces<AlertPage>().ProducesValidationProblem();
        api.MapGet("/alerts/stream", Follow).Limited(Limit.Streams).WithSummary("All changes as they happen: server-sent events alert, act and heartbeat. Last-Event-ID resumes.");
        api.MapGet("/alerts/{eventId}", One).WithSummary("One event with its revisions and what editors have done.").Produces<EventRecord>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/alerts/{eventId}/ninjs", Ninjs).WithSummary("One event as a news item of IPTC's ninjs 3.1.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/alerts/{eventId}/headlines", Headlines).WithSummary("What the news has of one event: the headlines that are about it, may be, or were said not to be, the first first.").Produces<IReadOnlyList<HeadlineRecord>>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/map", (Newsdesk desk) => EventMap.Of(desk)).WithSummary("Where the events are that go on now: each place that they name, with its events.").Produces<IReadOnlyList<Spot>>();
        api.MapGet("/heartbeat", (Newsdesk desk) => desk.Heartbeat).WithSummary("How the pipeline goes.");
    }

    private static IResult List([AsParameters] AlertQuery query, Newsdesk desk, HttpContext context)
    {
        var read = query.Read(context.Request.Query.Keys);
        return read.Faults.Any ? read.Faults.Problem()
            : ETag.Of(context, desk.Store, desk.Store.Change, () => TypedResults.Ok(desk.Store.List(read.Value, read.Limit, read.Before)));
    }

    private static IResult One(string eventId, [Description("in which order its posts come: earliest, original, media or author; by default distinct authors first")] string? evidence, Newsdesk desk, HttpContext context)
    {
        var faults = new Faults();
        var order = faults.Choice<EvidenceBy>("evidence", evidence);
        if (faults.Any)
        {
            return faults.Problem();
        }
        if (desk.Store.Find(eventId) is not { } entry)
        {
            return NotFound("eventId", eventId);
        }
        return ETag.Of(context, desk.Store, entry.Change, () => TypedResults.Ok(new EventRecord(order is { } by ? entry with { Alert = entry.Alert with { Evidence = entry.Alert.Evidence.By(by) } } : entry, desk.Store.Revisions(eventId), desk.Store.Acts.On(eventId), UsualBand.Of(entry.Alert.Counts, desk.Evenness), desk.Store.HeadOf(eventId))));
    }

    private static IResult Ninjs(string eventId, Newsdesk desk, HttpRequest request) => desk.Store.Find(eventId) is not { } entry ? NotFound("eventId", eventId)
        : TypedResults.Bytes(NinjsItem.Bytes(NinjsItem.Of(entry.Alert, new($"{request.Scheme}://{request.Host}/events/{Uri.EscapeDataString(eventId)}"), Feed.IsRetracted(entry))), NinjsItem.ContentType);

    private static IResult Headlines(string eventId, Newsdesk desk) => desk.Store.Find(eventId) is null ? NotFound("eventId", eventId)
        : TypedResults.Ok<IReadOnlyList<HeadlineRecord>>([.. (desk.News?.MentionsOf(eventId) ?? []).Select(HeadlineRecord.Of)]);

    public static ProblemHttpResult NotFound(string field, string value) => TypedResults.Problem(
        $"{field} is '{value}': there is none.", statusCode: StatusCodes.Status404NotFound, title: "There is no such thing.", extensions: [new("field", field), new("value", value)]);

    /// <param name="lastSeen">Sent by browsers by themselves when they come back after a broken connection.</param>
    private static ServerSentEventsResult<object> Follow(Newsdesk desk, [FromHeader(Name = "Last-Event-ID")] string? lastSeen, CancellationToken stop) =>
        TypedResults.ServerSentEvents(Items(desk, Number(lastSeen, desk.Store.Id), stop));

    /// <summary>A number of another store means nothing here: whoever brings one is told everything.</summary>
    private static long? Number(string? lastSeen, string store) => lastSeen?.Split('-') switch
    {
        [var of, var number] when of == store && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var change) => change,
        { Length: 2 } => 0,
        _ => null,
    };

    private static async IAsyncEnumerable<SseItem<object>> Items(Newsdesk desk, long? after, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var (what, cursor) in desk.Follow(after, stop))
        {
            yield return new(what, what is AlertEntry ? "alert" : what is Act ? "act" : "heartbeat")
            {
                EventId = cursor is null ? null : string.Create(CultureInfo.InvariantCulture, $"{desk.Store.Id}-{cursor}"),
            };
        }
    }
}

/// <summary>All that is known of one event.</summary>
/// <param name="Entry">As it stands now.</param>
/// <param name="Revisions">The numbers of each, the first first. Only the latest has words.</param>
/// <param name="Acts">What editors have done, the first first, with what was undone.</param>
/// <param name="Usual">How far what is usual of it swings.</param>
/// <param name="Head">The post in evidence whose words it is called by, which cannot be split off; null if there is none, as of what an editor has split off.</param>
public sealed record EventRecord(AlertEntry Entry, IReadOnlyList<Figures> Revisions, IReadOnlyList<Act> Acts, UsualBand Usual, string? Head);

/// <summary>One headline as it stands to one event.</summary>
/// <param name="Key">By which an act confirms or refuses it.</param>
/// <param name="At">Since when the public could read it, as far as is known.</param>
/// <param name="Title">Its words; empty where only the page is known.</param>
/// <param name="Source">Its name.</param>
/// <param name="Url">Where; null where it does not say.</param>
/// <param name="Channel">What kind of source it is of.</param>
/// <param name="Alike">How much of what it says the event's people say too, 0 to 1.</param>
/// <param name="Score">What that is worth at the distance of the headline from the time in which people spoke of the event.</param>
/// <param name="Standing">What that comes to, or what an editor has said.</param>
public sealed record HeadlineRecord(string Key, DateTimeOffset At, string Title, string Source, string? Url, string Channel, double Alike, double Score, string Standing)
{
    internal static HeadlineRecord Of(Mention mention) => new(
        mention.Headline.Key, mention.Headline.At!.Value, mention.Headline.Title, mention.Headline.Source, Shown.Page(mention.Headline.Url),
        JsonNamingPolicy.CamelCase.ConvertName(mention.Headline.Channel.ToString()), Math.Round(mention.Alike, 3), Math.Round(mention.Score, 3), JsonNamingPolicy.CamelCase.ConvertName(mention.Standing.ToString()));
}
