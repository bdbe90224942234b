using ScoopDetector.Places;

namespace ScoopDetector.Simulation;

/// <summary>Puts the towns that the simulation makes up on the map, somewhere in the country whose language they bear, and always at the same spot.</summary>
internal static class SimulatedTowns
{
    private const string Country = "simulated";

    /// <summary>South, north, west and east of where there is mostly land.</summary>
    private static readonly Dictionary<string, (double South, double North, double West, double East)> Land = new()
    {
        ["en"] = (51.2, 54.2, -2.8, -0.2),
        ["es"] = (37.8, 42.2, -6.2, -1.2),
        ["ja"] = (35.2, 37, 136.5, 140.3),
    };

    public static Gazetteer Gazetteer { get; } = Gazetteer.Of(Language.All.SelectMany(language => language.Grammar.All("place").Distinct(StringComparer.Ordinal).Select(name => TownOf(name, Land[language.Code]))));

    private static Place TownOf(string name, (double South, double North, double West, double East) land)
    {
        var hash = Hash64.Of(name.AsSpan());
        static double Between(double least, double most, ulong bits) => least + ((most - least) * (bits & 0xFFFF) / 0xFFFF);
        return new(name, Country, Between(land.South, land.North, hash >> 8), Between(land.West, land.East, hash >> 32), 0);
    }
}
