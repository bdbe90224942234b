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

    public bool IsCountry => Name == Country;

    /// <summary>It is that place, or one is the country of the other. Of which region a town is, nobody says here.</summary>
    public bool Touches(Place other) => Label == other.Label || (Country == other.Country && (IsCountry || other.IsCountry));
}
