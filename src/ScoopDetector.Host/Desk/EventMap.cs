using ScoopDetector.Alerts;
using ScoopDetector.Host.Store;
using ScoopDetector.Places;

namespace ScoopDetector.Host.Desk;

/// <summary>Where the events are that go on now, as far as their posts name a place.</summary>
internal static class EventMap
{
    /// <summary>The places with the most people first.</summary>
    public static IReadOnlyList<Spot> Of(Newsdesk desk) =>
    [
        .. desk.Unfolding()
            .SelectMany(entry => entry.Alert.Places.Select(desk.Places.Find).OfType<Place>().Distinct(), (entry, place) => (entry, place))
            .GroupBy(pair => pair.place, pair => pair.entry)
            .Select(here => new Spot(here.Key.Label, here.Key.Latitude, here.Key.Longitude, [.. here.OrderByDescending(entry => entry.Alert.Level).ThenByDescending(entry => entry.Alert.Counts.Authors)]))
            .OrderByDescending(spot => spot.People).ThenBy(spot => spot.Place, StringComparer.Ordinal),
    ];
}

/// <summary>A place on the map.</summary>
/// <param name="Place">As the alerts name it.</param>
/// <param name="Latitude">In degrees, north positive.</param>
/// <param name="Longitude">In degrees, east positive.</param>
/// <param name="Events">That name it: alerts first, then by people.</param>
public sealed record Spot(string Place, double Latitude, double Longitude, IReadOnlyList<AlertEntry> Events)
{
    /// <summary>Of the event with the most of them.</summary>
    public int People => Events.Max(entry => entry.Alert.Counts.Authors);

    /// <summary>The highest of its events.</summary>
    public AlertLevel Level => Events.Max(entry => entry.Alert.Level);
}
