using System.Globalization;
using ScoopDetector.Host.Desk.Api;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>What a rule would have sent, before it is switched on.</summary>
/// <param name="Way">How.</param>
/// <param name="Filter">Which events; empty for all.</param>
/// <param name="LastDay">How many deliveries it would have made out in the last 24 hours of the stream, as the events stand now.</param>
/// <param name="LastDayIsLeast">There were more events than are looked at for it (1,000): it would have been so many or more.</param>
/// <param name="Words">The same for people.</param>
public sealed record RulePreview(Way Way, string Filter, int LastDay, bool LastDayIsLeast, string Words)
{
    internal static RulePreview Of(RuleOptions options, LastDay sent) => new(
        options.Way, new Rule("preview", options).Which, sent.Count, sent.IsLeast,
        $"This rule would have sent {sent.Count.ToString("N0", CultureInfo.InvariantCulture)}{(sent.IsLeast ? " or more" : "")} in the last 24 h.");

    /// <summary>As it stands in an address. What is empty is not said, but for the filter: an empty one passes all, as in a rule, and one that is not there is that of a rule without.</summary>
    internal static RuleOptions Read(Faults faults, string? filter, string? lane, string? urgency, string? updates, string? way)
    {
        if (AlertQuery.Read(filter).Faults is { Any: true } wrong)
        {
            faults.Add("filter", $"is '{filter}': {wrong.Words}");
        }
        if (Said(lane) is { } named && Said(filter) is { } besides)
        {
            faults.Add("filter", $"is '{besides}', and lane is '{named}': a rule has one of them. Take the other away.");
        }
        if (!bool.TryParse(Said(updates) ?? "false", out var each))
        {
            faults.Add("updates", $"is '{updates}': it must be true or false.");
        }
        return new()
        {
            Way = faults.Choice<Way>("way", Said(way)) ?? default,
            Filter = Said(lane) is null ? filter?.Trim() ?? new RuleOptions().Filter : "",
            Lane = Said(lane),
            Urgency = (int?)faults.Number("urgency", Said(urgency), 1, 9),
            Updates = each,
        };
    }

    /// <summary>The lane that a rule is named after, if there is none of that name.</summary>
    internal static string? Gone(RuleOptions options, IEnumerable<Lane> lanes) => new Rule("preview", options).Filter(lanes) is null ? options.Lane : null;

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
