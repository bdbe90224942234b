using ScoopDetector.Evaluation;
using Xunit;
using static ScoopDetector.Tests.Evaluation.Bench;

namespace ScoopDetector.Tests.Evaluation;

public sealed class KeywordMatchingTests
{
    [Theory]
    [InlineData(61, "Smoke over the VALLEY", 1)]
    [InlineData(61, "smoke, and smoke again", 0)]
    [InlineData(59, "smoke over the valley", 0)]
    [InlineData(181, "smoke over the valley", 0)]
    public void Two_different_keywords_of_a_live_event_are_needed(double minute, string headline, int found) =>
        Assert.Equal(found, Score(MatchBy.Keywords, Alert("1", minute) with { Headline = headline }).Alert.TruePositives);

    [Fact]
    public void Terms_and_headline_are_read_together() =>
        Assert.Equal(1, Score(MatchBy.Keywords, Alert("1", 61) with { Terms = ["#Smoke"], Headline = "valley" }).Alert.TruePositives);

    [Fact]
    public void More_keywords_win_over_fewer()
    {
        var card = Score(MatchBy.Keywords, Alert("1", 110) with { Headline = "fire and smoke: union calls strike on platform" }).Alert;

        Assert.Equal(["election", "fire"], card.Missed);
    }

    [Fact]
    public void Of_two_events_with_the_same_words_the_one_not_yet_found_is_meant()
    {
        var parts = new Truth(HalfADay with
        {
            Events = [.. HalfADay.Events.Where(one => one.Newsworthy).Select(one => one with { FirstAt = At(60), Keywords = ["storm", "flood"] })],
        });
        var matching = new KeywordMatching(parts);
        var line = Alert("1", 61) with { Headline = "storm and flood" };

        Assert.Equal("strike", matching.Find(line, new HashSet<string>())?.Id);
        Assert.Equal("fire", matching.Find(line, new HashSet<string> { "strike" })?.Id);
        Assert.Equal("strike", matching.Find(line, new HashSet<string> { "strike", "fire", "election" })?.Id);
    }

    [Theory]
    [InlineData("Quake-hit #Chile_Sur, 8.8", "quake hit chile sur 8")]
    [InlineData("Refinería ЧЕЛЯБИНСК 地震 x²", "refinería челябинск 地震 x²")]
    [InlineData("İzmir", "i zmir")]
    [InlineData("ΣΕΙΣΜΟΣ Σ", "σεισμος σ")]
    public void Words_are_runs_of_letters_and_numbers_in_lower_case(string text, string words) =>
        Assert.Equal(words.Split(' ').ToHashSet(), SaidWords.Of(text));
}
