using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Api;
using ScoopDetector.Host.Store;

namespace ScoopDetector.Host.Deliveries;

/// <summary>One rule: which events go where, and when.</summary>
internal sealed class Rule(string name, RuleOptions options)
{
    private readonly AlertFilter _filter = AlertQuery.Read(options.Filter).Value;
    private readonly QuietHours? _quiet = options is { QuietFrom: { } from, QuietUntil: { } until } ? new(from, until, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone)) : null;

    public string Name => name;

    public Way Way => options.Way;

    public RuleOptions Options => options;

    /// <summary>To whom, without what nobody else should know.</summary>
    public string Receiver => Way == Way.Email
        ? string.Join(", ", Addresses.Of(options.Target).Select(address => $"…@{address.Domain}").Distinct())
        : new Uri(options.Target).Host;

    /// <summary>Which events, in words.</summary>
    public string Which
    {
        get
        {
            string?[] parts = [options.Lane is { } lane ? $"lane {lane}" : options.Filter, options.Urgency is { } least ? string.Create(CultureInfo.InvariantCulture, $"urgency {least} or more urgent") : null];
            return string.Join(", ", parts.Where(part => part is { Length: > 0 }));
        }
    }

    /// <summary>When, in words.</summary>
    public string Timing
    {
        get
        {
            string?[] parts =
            [
                options.Digest > TimeSpan.Zero ? $"gathered for {Shown.Span(options.Digest)}" : "at once",
                _quiet is { } quiet ? string.Create(CultureInfo.InvariantCulture, $@"quiet {quiet.From:hh\:mm} to {quiet.Until:hh\:mm} {options.TimeZone}") : null,
                options.Updates ? "each revision" : null,
                options.On ? null : "switched off",
            ];
            return string.Join(", ", parts.OfType<string>());
        }
    }

    /// <summary>The filter as it stands now; null if the lane that it is named after is gone.</summary>
    /// <param name="lanes">Those that the newsroom has saved.</param>
    public AlertFilter? Filter(IEnumerable<Lane> lanes) => options.Lane is not { } wanted ? Urgent(_filter)
        : lanes.FirstOrDefault(lane => string.Equals(lane.Name, wanted, StringComparison.OrdinalIgnoreCase)) is { } saved ? Urgent(AlertQuery.Read(saved.Query).Value)
        : null;

    private AlertFilter Urgent(AlertFilter filter) => options.Urgency is { } least && !(filter.Urgency < least) ? filter with { Urgency = least } : filter;

    /// <summary>Whether a revision is worth a delivery.</summary>
    /// <param name="state">Of the revision.</param>
    /// <param name="isKnown">This rule has told the event, or is about to.</param>
    /// <param name="isRaised">The revision opened the event or raised its level.</param>
    /// <returns>Null if it is not; retractions are not asked for here.</returns>
    public DeliveryKind? Wants(AlertState state, bool isKnown, bool isRaised) => (state, isKnown) switch
    {
        (AlertState.Opened or AlertState.Updated, false) => DeliveryKind.Opened,
        (AlertState.Opened or AlertState.Updated, true) => isRaised ? DeliveryKind.Raised : options.Updates ? DeliveryKind.Updated : null,
        (AlertState.Merged, true) => options.Updates ? DeliveryKind.Merged : null,
        (AlertState.Closed, true) => options.Updates ? DeliveryKind.Closed : null,
        _ => null,
    };

    /// <summary>When it may be sent, and as part of what: the catch-up after quiet hours, a digest, or alone.</summary>
    public (DateTimeOffset At, string? Bundle) Due(DateTimeOffset now, int urgency)
    {
        if (urgency <= options.WakeAt)
        {
            return (now, null);
        }
        var digest = options.Digest > TimeSpan.Zero ? new DateTimeOffset(((now.UtcTicks / options.Digest.Ticks) + 1) * options.Digest.Ticks, TimeSpan.Zero) : (DateTimeOffset?)null;
        var at = _quiet?.EndAfter(digest ?? now) ?? digest;
        return at is { } due ? (due, string.Create(CultureInfo.InvariantCulture, $"{due.ToUnixTimeSeconds()}:{name}")) : (now, null);
    }
}
