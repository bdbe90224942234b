namespace ScoopDetector.Places;

/// <summary>A city, region or country.</summary>
/// <param name="Name">As it is called in English, or as its own country calls it.</param>
/// <param name="Country">In English; the name itself for a country.</param>
/// <param name="Latitude">In degrees, north positive.</param>
/// <param name="Longitude">In degrees, east positive.</param>
/// <param name="Inhabitants">Of a city; 0 for a region or country.</param>
public sealed record Place(string Name, string Country, double Latitude, double Longitude, int Inhabitants)
{
    /// <summary>As an alert names it, and by which it is told from all others: <c>Kherson, Ukraine</c>.</summary>
    public string Label { get; } = Name == Country ? Name : $"{Name}, {Country}";

    /// <summary>In kilometres.</summary>
    private const double SideBySide = 150;

    /// <summary>In kilometres: the middle of Queensland is so far from Brisbane.</summary>
    private const double AcrossARegion = 1200;

    private const double EarthRadius = 6371;

    public bool IsCountry => Name == Country;

    /// <summary>One happening may be told by both: they are one place, or two towns side by side, or a town and a region that may be around it, or one is the country of the other.</summary>
    public bool IsNear(Place other) => Touches(other) || (Country == other.Country && Kilometres(other) <= (IsTown, other.IsTown) switch
    {
        (true, true) => SideBySide,
        (false, false) => 0,
        _ => AcrossARegion,
    });

    private bool IsTown => Inhabitants > 0;

    /// <summary>As the crow flies, on a globe (haversine).</summary>
    private double Kilometres(Place other)
    {
        var north = Math.Sin(Radians(other.Latitude - Latitude) / 2);
        var east = Math.Sin(Radians(other.Longitude - Longitude) / 2);
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(Math.Min(1, (north * north) + (Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * east * east))));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    /// <summary>It is that place, or one is the country of the other. Of which region a town is, nobody says here.</summary>
    public bool Touches(Place other) => Label == other.Label || (Country == other.Country && (IsCountry || other.IsCountry));
}
