using ScoopDetector.Places;
using Xunit;

namespace ScoopDetector.Tests.Places;

public sealed class GazetteerTests
{
    [Fact]
    public void The_one_that_is_shipped_knows_where_things_are()
    {
        var kherson = Gazetteer.Shipped.Find("Kherson, Ukraine")!;

        Assert.Equal((46.66, 32.62), (kherson.Latitude, kherson.Longitude));
        Assert.Same(kherson, Gazetteer.Shipped.Find("kherson, ukraine"));
        Assert.True(Gazetteer.Shipped.Find("Japan")!.IsCountry);
        Assert.Null(Gazetteer.Shipped.Find("Atlantis"));
    }

    [Fact]
    public void A_file_of_ones_own_adds_to_it()
    {
        var own = Gazetteer.Shipped.With(Gazetteer.Read(new StringReader("# our beat\n\nNorth Pier\tBlackport\t53.8\t-3.05\t0\tasked\tthe pier|old pier\nHall\tBlackport\t53.81\t-3.04\n"), "ours.tsv"));

        Assert.Equal((53.8, -3.05), (own.Find("North Pier, Blackport")!.Latitude, own.Find("North Pier, Blackport")!.Longitude));
        Assert.NotNull(own.Find("Hall, Blackport"));
        Assert.NotNull(own.Find("Kherson, Ukraine"));
    }

    [Fact]
    public void What_it_says_of_a_place_that_is_shipped_alone_is_believed()
    {
        var own = Gazetteer.Shipped.With(Gazetteer.Read(new StringReader("Kherson\tUkraine\t1\t2\t0\tasked"), "ours.tsv"));

        Assert.Equal(1, own.Find("Kherson, Ukraine")!.Latitude);
        Assert.Equal(Belief.Asked, Assert.Single(own.At("kherson", 0, 7)).Belief);
    }

    [Fact]
    public void No_two_places_share_a_label_and_all_are_on_the_map()
    {
        Assert.InRange(Gazetteer.Shipped.All.Count, 20_000, 30_000);
        Assert.All(Gazetteer.Shipped.All, place => Assert.InRange(place.Latitude, -58, 85));
        Assert.True(Gazetteer.Shipped.Find("Singapore")!.IsCountry);
        Assert.Equal(43.9, Gazetteer.Shipped.Find("Oregon, United States")!.Latitude);
    }

    [Theory]
    [InlineData("Pier\tBlackport", "line 2: there are fewer than four fields")]
    [InlineData("\tBlackport\t1\t2", "line 2: there are fewer than four fields")]
    [InlineData("Pier\tBlackport\t93\t2", "line 2: the latitude is '93' and must be a number from -90 to 90")]
    [InlineData("Pier\tBlackport\t1\twest", "line 2: the longitude is 'west' and must be a number from -180 to 180")]
    [InlineData("Pier\tBlackport\t1\t2\tmany", "line 2: the inhabitants are 'many' and must be a whole number")]
    [InlineData("Pier\tBlackport\t1\t2\t0\tperhaps", "line 2: the sixth field is 'perhaps' and must be sure, asked or never")]
    [InlineData("Pier\tBlackport\t4,5\t2", "line 2: the latitude is '4,5' and must be a number from -90 to 90")]
    [InlineData("Pier\tBlackport\tNaN\t2", "line 2: the latitude is 'NaN' and must be a number from -90 to 90")]
    [InlineData("Pier\tBlackport\t1\t2\t0\tsure\t#pier", "line 2: the spelling '#pier' begins with # and must be a code of 2 letters")]
    [InlineData("Pier\tBlackport\t1\t2\t0\tsure\tpier\tmore", "line 2: there are more than seven fields")]
    public void A_line_that_is_no_place_is_named_with_what_is_wrong(string line, string fault) =>
        Assert.StartsWith($"ours.tsv, {fault}", Assert.Throws<FormatException>(() => Gazetteer.Read(new StringReader($"# ours\n{line}"), "ours.tsv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_town_of_the_simulation_is_on_its_map()
    {
        var towns = Gazetteers.Named(Gazetteers.Simulated)!;

        Assert.NotNull(towns.Find("New Millford, simulated"));
        Assert.NotNull(towns.Find("緑丘市, simulated"));
        Assert.All(towns.All, town => Assert.Equal("simulated", town.Country));
    }
}
