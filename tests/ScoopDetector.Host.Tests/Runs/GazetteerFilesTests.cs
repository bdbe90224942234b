using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Tests.Support;
using ScoopDetector.Host.Verbs;
using ScoopDetector.Places;
using Xunit;

namespace ScoopDetector.Host.Tests.Runs;

public sealed class GazetteerFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_adds_to_the_places_that_are_shipped()
    {
        var file = _folder.Path("beat.tsv");
        File.WriteAllText(file, "North Pier\tBlackport\t53.8\t-3.05\n");

        var places = GazetteerFiles.Read(file);

        Assert.NotNull(places.Find("North Pier, Blackport"));
        Assert.NotNull(places.Find("Kherson, Ukraine"));
    }

    [Fact]
    public void None_is_none() => Assert.Null(GazetteerFiles.Read(Gazetteers.None).Find("Kherson, Ukraine"));

    [Fact]
    public void A_file_that_is_not_there_or_holds_no_places_stops_the_start_with_the_mend()
    {
        var file = _folder.Path("beat.tsv");
        var absent = Assert.Throws<UsageException>(() => GazetteerFiles.Read(file));
        File.WriteAllText(file, "North Pier, Blackport");
        var broken = Assert.Throws<UsageException>(() => GazetteerFiles.Read(file));

        Assert.StartsWith($"Alerts:Places {file} cannot be read: ", absent.Message, StringComparison.Ordinal);
        Assert.EndsWith("Give shipped, simulated, none, or a file of places.", absent.Message, StringComparison.Ordinal);
        Assert.Contains("beat.tsv, line 1: there are fewer than four fields", broken.Message, StringComparison.Ordinal);
    }
}
