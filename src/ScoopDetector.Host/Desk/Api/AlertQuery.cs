using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Desk.Api;

/// <summary>A filter as it stands in an address. All are texts here, so that what is wrong with one can be told by its name.</summary>
internal sealed record AlertQuery(
    [property: Description("watch or alert")] string? Level = null,
    [property: Description("opened, updated, merged, retracted or closed")] string? State = null,
    [property: Description("as the posts claim it: en")] string? Language = null,
    [property: Description("one of the event's terms, whole")] string? Term = null,
    [property: Description("words of the headline or the terms")] string? Text = null,
    [property: Description("raised then or later, by stream time, ISO 8601")] string? Since = null,
    [property: Description("raised before then")] string? Until = null,
    [property: Description("open, unclaimed, claimed, watched or dismissed")] string? Handled = null,
    [property: Description("the editor who has taken it on")] string? ClaimedBy = null,
    [property: Description("one of the event's places, whole")] string? Place = null,
    [property: Description("1 to 9: so urgent or more")] string? Urgency = null,
    [property: Description("one of those that its posts were written on: bluesky")] string? Network = null,
    [property: Description("1 to 200, by default 50")] string? Limit = null,
    [property: Description("where the page begins: the next of the page before")] string? Before = null)
{
    private const int LongestText = 200;

    private static readonly string[] Names = [.. typeof(AlertQuery).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    /// <summary>Reads what stands after the question mark of an address. Names that are none of ours are faults: a filter that is not heard would show too much.</summary>
    public static Reading<AlertFilter> Read(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Value(string name) => values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;
        return new AlertQuery(
            Value("level"), Value("state"), Value("language"), Value("term"), Value("text"), Value("since"), Value("until"), Value("handled"), Value("claimedBy"), Value("place"), Value("urgency"), Value("network"), Value("limit"), Value("before"))
            .Read(values.Keys);
    }

    /// <param name="names">All names that stand in the address.</param>
    public Reading<AlertFilter> Read(IEnumerable<string> names)
    {
        var faults = new Faults();
        foreach (var name in names.Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            faults.Add(name, $"is not a filter: there are {string.Join(", ", Names)}.");
        }
        var filter = new AlertFilter(
            faults.Choice<AlertLevel>("level", Level),
            faults.Choice<AlertState>("state", State),
            faults.Short("language", Language, LongestText),
            faults.Short("term", Term, LongestText),
            faults.Short("text", Text, LongestText),
            faults.Time("since", Since),
            faults.Time("until", Until),
            faults.Choice<Handled>("handled", Handled),
            faults.Short("claimedBy", ClaimedBy, LongestText),
            faults.Short("place", Place, LongestText),
            (int?)faults.Number("urgency", Urgency, 1, 9),
            faults.Short("network", Network, LongestText));
        return new(filter, (int)(faults.Number("limit", Limit, 1, 200) ?? 50), faults.Number("before", Before, 0, long.MaxValue), faults);
    }

    /// <summary>The filter as it stands in an address; empty for all.</summary>
    public static string Write(AlertFilter filter)
    {
        var parts = new Dictionary<string, string?>
        {
            ["level"] = Name(filter.Level),
            ["state"] = Name(filter.State),
            ["language"] = filter.Language,
            ["term"] = filter.Term,
            ["text"] = filter.Text,
            ["since"] = filter.Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["until"] = filter.Until?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["handled"] = Name(filter.Handled),
            ["claimedBy"] = filter.ClaimedBy,
            ["place"] = filter.Place,
            ["network"] = filter.Network,
            ["urgency"] = filter.Urgency?.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString("", parts.Where(part => part.Value is not null)).TrimStart('?');
    }

    private static string? Name<T>(T? value) where T : struct, Enum => value is { } set ? JsonNamingPolicy.CamelCase.ConvertName(set.ToString()) : null;
}

/// <param name="Value">What was read; not to be used if there are faults.</param>
internal sealed record Reading<T>(T Value, int Limit, long? Before, Faults Faults);
