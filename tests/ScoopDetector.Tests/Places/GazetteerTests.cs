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

        Assert.True(own.Find("North Pier, Blackport")!.IsAsked);
        Assert.False(own.Find("Hall, Blackport")!.IsAsked);
        Assert.NotNull(own.Find("Kherson, Ukraine"));
    }

    [Theory]
    [InlineData("Pier\tBlackport", "line 2: there are fewer than four fields")]
    [InlineData("\tBlackport\t1\t2", "line 2: there are fewer than four fields")]
    [InlineData("Pier\tBlackport\t93\t2", "line 2: the latitude is '93' and must be a number from -90 to 90")]
    [InlineData("Pier\tBlackport\t1\twest", "line 2: the longitude is 'west' and must be a number from -180 to 180")]
    [InlineData("Pier\tBlackport\t1\t2\tmany", "line 2: the inhabitants are 'many' and must be a whole number")]
    [InlineData("Pier\tBlackport\t1\t2\t0\tperhaps", "line 2: the sixth field is 'perhaps' and must be sure or asked")]
    public void A_line_that_is_no_place_is_named_with_what_is_wrong(string line, string fault) =>
        Assert.StartsWith($"ours.tsv, {fault}", Assert.Throws<FormatException>(() => Gazetteer.Read(new StringReader($"# ours\n{line}"), "ours.tsv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_town_of_the_simulation_is_on_its_map()
    {
        var towns = Gazetteers.Named(Gazetteers.Simulated)!;

        Assert.NotNull(towns.Find("New Millford, simulated"));
        Assert.NotNull(towns.Find("緑丘市, simulated"));
        Assert.Equal(towns.Find("New Millford, simulated"), towns.Find("New Millford, simulated"));
    }
}
