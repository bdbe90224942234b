using System.Globalization;
using ScoopDetector.News;

namespace ScoopDetector.Host.News;

/// <summary>Puts a ledger into words, and into lines for a spreadsheet.</summary>
internal static class LeadTelling
{
    public static string Sentence(LeadLedger leads) => Text(
        $"Of {leads.Events} alerts, against {leads.Headlines:N0} headlines: {leads.Earlier} earlier, {leads.Tied} tied (within {leads.TieSeconds:0} s), {leads.Later} later, {leads.NeverCovered} never covered{(leads.Indexed > 0 ? Text($", {leads.Indexed} covered nobody knows when") : "")}{(leads.Unsettled > 0 ? Text($", {leads.Unsettled} unsettled") : "")}")
        + (leads.MedianSeconds is { } median ? Text($"; median lead of those covered {median:0} s [{leads.MedianInterval![0]:0}, {leads.MedianInterval[1]:0}]") : "")
        + (leads.SurvivalMedianSeconds is { } half ? Text($"; half are in the news after {half:0} s.") : "; fewer than half ever are in this sample of the news.")
        + (leads.Carried > 0 ? Text($" Of {leads.Carried} stories that several outlets carried {leads.Carried - leads.Missed} were alerted and {leads.Missed} missed, {leads.Misses.Count(miss => miss.WasOnWatch)} of these on watch.") : "");

    /// <summary>Comma-separated, with a line of names before. Where no headline came there is no lead, and how long one was waited for stands in a column of its own.</summary>
    public static IEnumerable<string> Lines(LeadLedger ledger) => ledger.Leads
        .Select(lead => Text($"{lead.EventId},{lead.FirstPostAt},{lead.WatchAt},{lead.AlertAt},{lead.HeadlineAt},{Quoted(lead.Source ?? "")},{Quoted(lead.HeadlineId ?? "")},{(lead.HeadlineAt is null ? "" : Text($"{lead.Seconds}"))},{lead.Outcome},{(lead.HeadlineAt is null ? Text($"{lead.Seconds}") : "")}"))
        .Prepend("event_id,first_post_at,watch_at,alert_at,headline_at,source,headline_id,lead_seconds,outcome,waited_seconds");

    /// <summary>The misses, comma-separated, with a line of names before.</summary>
    public static IEnumerable<string> MissLines(LeadLedger ledger) => ledger.Misses
        .Select(miss => Text($"{miss.FirstAt},{miss.Outlets},{(miss.WasOnWatch ? "watch" : "missed")},{Quoted(miss.Source)},{Quoted(miss.Url ?? "")},{Quoted(miss.Title)}"))
        .Prepend("first_headline_at,outlets,told,source,url,title");

    /// <summary>One field of such a line. What strangers wrote is no formula to a spreadsheet.</summary>
    public static string Quoted(string text)
    {
        text = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
