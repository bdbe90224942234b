using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ScoopDetector.Host.Desk;

/// <summary>The desk's interface for programs, version 1.</summary>
internal static class DeskApi
{
    public static RouteGroupBuilder MapDeskApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapGet("/alerts", All);
        api.MapGet("/alerts/stream", Follow);
        return api;
    }

    private static Ok<IReadOnlyList<BoardEntry>> All(AlertBoard board) => TypedResults.Ok(board.NewestFirst());

    /// <param name="lastSeen">Sent by browsers by themselves when they come back after a broken connection.</param>
    private static ServerSentEventsResult<object> Follow(AlertBoard board, [FromHeader(Name = "Last-Event-ID")] string? lastSeen, CancellationToken stop) =>
        TypedResults.ServerSentEvents(Items(board, long.TryParse(lastSeen, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, stop));

    private static async IAsyncEnumerable<SseItem<object>> Items(AlertBoard board, long? after, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var change in board.Follow(after, stop))
        {
            yield return change is BoardEntry entry
                ? new(entry, "alert") { EventId = entry.Id.ToString(CultureInfo.InvariantCulture) }
                : new(change, "heartbeat");
        }
    }
}
