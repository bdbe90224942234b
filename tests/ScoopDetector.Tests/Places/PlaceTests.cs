using ScoopDetector.Places;
using Xunit;

namespace ScoopDetector.Tests.Places;

public sealed class PlaceTests
{
    private static readonly Dictionary<string, Place> Known = new Place[]
    {
        new("Brisbane", "Australia", -27.5, 153.0, 2_000_000),
        new("Queensland", "Australia", -22.6, 144.1, 0),
        new("New South Wales", "Australia", -32.2, 147.0, 0),
        new("Australia", "Australia", -25.0, 135.0, 0),
        new("Modena", "Italy", 44.6, 10.9, 180_000),
        new("Bologna", "Italy", 44.5, 11.3, 390_000),
        new("Palermo", "Italy", 38.1, 13.4, 660_000),
        new("Nice", "France", 43.7, 7.3, 340_000),
        new("Genoa", "Italy", 44.4, 8.9, 580_000),
        new("Texas", "United States", 31.3, -99.2, 0),
        new("Boston", "United States", 42.4, -71.1, 620_000),
    }.ToDictionary(place => place.Name);

    [Theory]
    [InlineData("Brisbane", "Queensland", true)]
    [InlineData("Brisbane", "Australia", true)]
    [InlineData("Queensland", "New South Wales", false)]
    [InlineData("Modena", "Bologna", true)]
    [InlineData("Modena", "Modena", true)]
    [InlineData("Modena", "Palermo", false)]
    [InlineData("Nice", "Genoa", false)]
    [InlineData("Boston", "Texas", false)]
    public void Near_are_towns_side_by_side_a_town_and_its_region_and_a_country_and_what_lies_in_it(string place, string other, bool isNear) =>
        Assert.Equal((isNear, isNear), (Known[place].IsNear(Known[other]), Known[other].IsNear(Known[place])));
}
