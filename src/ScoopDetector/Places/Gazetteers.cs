using ScoopDetector.Alerts;
using ScoopDetector.Simulation;

namespace ScoopDetector.Places;

/// <summary>The gazetteers that come with the product, by the names by which <see cref="AlertOptions.Places"/> asks for them.</summary>
internal static class Gazetteers
{
    public const string Shipped = "shipped";
    public const string Simulated = "simulated";
    public const string None = "none";

    /// <summary>Null if none has this name: it is a file then, which is not the core's to read.</summary>
    public static Gazetteer? Named(string name) => name switch
    {
        Shipped => Gazetteer.Shipped,
        Simulated => SimulatedTowns.Gazetteer,
        None => Gazetteer.None,
        _ => null,
    };
}
