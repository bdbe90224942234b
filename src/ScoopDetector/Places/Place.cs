namespace ScoopDetector.Places;

/// <summary>A city, region or country.</summary>
/// <param name="Name">As it is called in English, or as its own country calls it.</param>
/// <param name="Country">In English; the name itself for a country.</param>
/// <param name="Latitude">In degrees, north positive.</param>
/// <param name="Longitude">In degrees, east positive.</param>
/// <param name="Inhabitants">Of a city; 0 for a region or country.</param>
/// <param name="IsAsked">Whether the name is also something else, or that of a small town: it is believed only after a word of place, as in <c>near Lincoln</c>.</param>
public sealed record Place(string Name, string Country, double Latitude, double Longitude, int Inhabitants, bool IsAsked)
{
    /// <summary>As an alert names it: <c>Kherson, Ukraine</c>.</summary>
    public string Label { get; } = Name == Country ? Name : $"{Name}, {Country}";

    public bool IsCountry => Name == Country;
}
