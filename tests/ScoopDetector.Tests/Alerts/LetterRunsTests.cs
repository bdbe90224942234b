using ScoopDetector.Alerts;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class LetterRunsTests
{
    [Theory]
    [InlineData("refinería", "refinery")]
    [InlineData("МЕТЕОРИТ", "meteor")]
    [InlineData("Челябинск", "Chelyabinsk")]
    [InlineData("boulderflood", "Boulder")]
    [InlineData("Πυρκαγιά", "pyrkagia")]
    [InlineData("強い地震", "地震速報")]
    [InlineData("train crash", "a crash of trains")]
    public void What_people_write_otherwise_is_alike(string one, string other) => Assert.True(AreAlike(one, other));

    [Theory]
    [InlineData("terremoto", "earthquake")]
    [InlineData("train", "rain")]
    [InlineData("fire", "fire")]
    [InlineData("地下鉄", "地震")]
    [InlineData("crashed trains", "crass trait")]
    [InlineData("", "meteor")]
    public void What_shares_fewer_letters_is_not(string one, string other) => Assert.False(AreAlike(one, other));

    [Fact]
    public void A_run_does_not_go_on_over_a_space() => Assert.False(AreAlike("new york", "newyork"));

    private static bool AreAlike(string one, string other)
    {
        HashSet<ulong> runs = [], others = [];
        LetterRuns.Add(one, runs);
        LetterRuns.Add(other, others);
        return runs.Overlaps(others);
    }
}
