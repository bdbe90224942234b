using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ScoopDetector.Host.News;
using ScoopDetector.News;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>Who was first, the newsroom or the news: in sum, and for each alert.</summary>
internal static class LeadsApi
{
    public static void MapLeads(this RouteGroupBuilder api)
    {
        api.MapGet("/leads", (Newsdesk desk) => desk.Leads is { } leads ? (IResult)TypedResults.Ok(new LeadRecord(leads())) : NoNews())
            .WithSummary("The ledger of leads and losses against the news that this run hears.").Produces<LeadRecord>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/leads.csv", (Newsdesk desk) => desk.Leads is { } leads ? (IResult)TypedResults.Text(string.Join('\n', LeadTelling.Lines(leads()).Append("")), "text/csv", Encoding.UTF8) : NoNews())
            .WithSummary("The same, a line for each alert.").Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/misses.csv", (Newsdesk desk) => desk.Leads is { } leads ? (IResult)TypedResults.Text(string.Join('\n', LeadTelling.MissLines(leads()).Append("")), "text/csv", Encoding.UTF8) : NoNews())
            .WithSummary("The stories that several outlets carried and no alert was about, a line for each.").Produces<string>(contentType: "text/csv").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static ProblemHttpResult NoNews() =>
        TypedResults.Problem("This run hears no news: start it with run --source … --news.", statusCode: StatusCodes.Status404NotFound, title: "There is no such thing.");
}

/// <summary>The ledger with all of its lines.</summary>
/// <param name="Sum">Counts, the median and its interval.</param>
/// <param name="Leads">One for each alert, the first first.</param>
/// <param name="Misses">One for each story that several outlets carried and no alert was about.</param>
public sealed record LeadRecord(LeadLedger Sum, IReadOnlyList<Lead> Leads, IReadOnlyList<NewsMiss> Misses)
{
    internal LeadRecord(LeadLedger ledger) : this(ledger, ledger.Leads, ledger.Misses) { }
}
