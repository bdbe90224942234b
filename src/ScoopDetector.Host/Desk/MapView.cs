using System.Globalization;

namespace ScoopDetector.Host.Desk;

/// <summary>Which part of the world is shown, and how large things are on it: degrees are as wide as they are high.</summary>
/// <param name="West">In degrees east of 180° W.</param>
/// <param name="North">In degrees south of the North Pole.</param>
/// <param name="Width">In degrees.</param>
/// <param name="Height">In degrees.</param>
/// <param name="Labelled">The spots that there is room to name, those with the most people first.</param>
internal sealed record MapView(double West, double North, double Width, double Height, IReadOnlyList<Spot> Labelled)
{
    /// <summary>Without the ice of the south, where hardly anybody posts.</summary>
    private const double WorldNorth = 5;
    private const double WorldSouth = 148;

    private const double Ratio = 2.2;
    private const double Narrowest = 24;
    private const double Eastern = 0.85;

    /// <summary>About a pixel of a window of a thousand.</summary>
    public double Unit => Width / 1000;

    public double LetterSize => Unit * 13;

    public string Box => string.Create(CultureInfo.InvariantCulture, $"{West:0.##} {North:0.##} {Width:0.##} {Height:0.##}");

    public static double X(Spot spot) => spot.Longitude + 180;

    public static double Y(Spot spot) => 90 - spot.Latitude;

    /// <summary>Its area goes by the logarithm of the people.</summary>
    public double Radius(int people) => Unit * 4 * Math.Sqrt(1 + Math.Log2(Math.Max(1, people)));

    /// <summary>The place without its country.</summary>
    public static string Name(Spot spot) => spot.Place.Split(", ")[0];

    /// <summary>The least part of the world that has all spots, with some land around; all of it for none.</summary>
    public static MapView Of(IReadOnlyList<Spot> spots)
    {
        if (spots.Count == 0)
        {
            return new(0, WorldNorth, 360, WorldSouth - WorldNorth, []);
        }
        var (west, east) = (spots.Min(X), spots.Max(X));
        var (north, south) = (spots.Min(Y), spots.Max(Y));
        var width = Math.Min(360, Math.Max(Narrowest, 1.3 * Math.Max(east - west, (south - north) * Ratio)));
        var height = Math.Min(WorldSouth - WorldNorth, width / Ratio);
        var view = new MapView(
            Math.Clamp(((west + east) / 2) - (width / 2), 0, 360 - width),
            Math.Clamp(((north + south) / 2) - (height / 2), WorldNorth, WorldSouth - height),
            width, height, []);
        return view.Labelling(spots);
    }

    /// <summary>Whether all spots are within, and it was made for some.</summary>
    public bool Covers(IReadOnlyList<Spot> spots) =>
        Labelled.Count > 0 && spots.Count > 0 && spots.All(spot => X(spot) >= West && X(spot) <= West + Width && Y(spot) >= North && Y(spot) <= North + Height);

    /// <summary>The same part of the world, with other names on it.</summary>
    public MapView Labelling(IReadOnlyList<Spot> spots) => this with { Labelled = WithRoom(spots) };

    /// <summary>Near the east edge a name stands before its dot.</summary>
    public string Anchor(Spot spot) => X(spot) > West + (Width * Eastern) ? "end" : "start";

    public double LabelX(Spot spot) => X(spot) + ((Radius(spot.People) + (Unit * 4)) * (Anchor(spot) == "end" ? -1 : 1));

    private List<Spot> WithRoom(IReadOnlyList<Spot> spots)
    {
        var named = new List<Spot>();
        foreach (var spot in spots)
        {
            if (!named.Exists(other => Math.Abs(Y(other) - Y(spot)) < LetterSize * 1.2 && Math.Abs(X(other) - X(spot)) < LetterSize * 0.7 * (4 + Math.Max(Name(other).Length, Name(spot).Length))))
            {
                named.Add(spot);
            }
        }
        return named;
    }
}
