using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using Xunit;

namespace ScoopDetector.Host.Tests.Desk;

public sealed class ReasonWordsTests
{
    [Theory]
    [InlineData("surprise of the leading term, powers of ten", 42, "so many at once are no coincidence")]
    [InlineData("surprise of the leading term, powers of ten", 6, "so many at once are hardly a coincidence")]
    [InlineData("surprise of the second term", 5, "two of its words rise together")]
    [InlineData("voices usual for the leading term", 0.01, "at other times hardly anybody uses its word")]
    [InlineData("earlier bursts of the leading terms", 0, "its words had not burst before")]
    [InlineData("share of reposts", 0.998, "it is passed on or repeated: 99 % of its posts")]
    [InlineData("share of reposts", 1, "it is passed on or repeated: 100 % of its posts")]
    [InlineData("share of posts with a link", 0.4, "40 % of its posts give a link")]
    [InlineData("share of what is said that is about it", 0.57, "its words fill 57 % of these posts")]
    [InlineData("different things that a voice says of it", 1.1, "people add details of their own")]
    [InlineData("what two voices have in common, bits", 23, "people say similar things")]
    [InlineData("share of voices that use a name", 0.88, "88 % name a person or a place")]
    [InlineData("share of short posts in the first person", 0, "few of its posts are short remarks")]
    [InlineData("share of voices with a word of alarm", 0.6, "60 % use a word of alarm")]
    [InlineData("share of voices with a word of alarm", 0, "many small signs")]
    [InlineData("minutes since the first post", 11.4, "it has lasted 11 min")]
    [InlineData("independent voices", 14, "14 people speak independently")]
    public void What_speaks_for_it_is_told_in_plain_words(string sign, double value, string words)
    {
        Assert.Equal([words], ReasonWords.For(Fired(new AlertReason(sign, value, 1, 1.2))));
    }

    [Theory]
    [InlineData("surprise of the leading term, powers of ten", 4.2, "so many at once may be a coincidence")]
    [InlineData("surprise of the second term", 0, "only one of its words rises")]
    [InlineData("surprise of the second term", 1.4, "its second word hardly rises")]
    [InlineData("voices usual for the leading term", 0.6, "its word is used at any time")]
    [InlineData("voices usual for the leading term", 3.2, "about 3 people use its word at any time")]
    [InlineData("earlier bursts of the leading terms", 1, "its words have burst before")]
    [InlineData("earlier bursts of the leading terms", 3, "its words have burst 3 times before")]
    [InlineData("share of reposts", 0, "hardly anybody passes it on")]
    [InlineData("share of posts with a link", 0, "hardly a post gives a link")]
    [InlineData("share of what is said that is about it", 0.001, "its words fill only 1 % of these posts")]
    [InlineData("share of voices with a word of alarm", 0, "nobody uses a word of alarm")]
    [InlineData("share of voices with a word of alarm", 0.025, "only 3 % use a word of alarm")]
    [InlineData("different things that a voice says of it", 1, "people add no details")]
    [InlineData("what two voices have in common, bits", 3, "people say different things")]
    [InlineData("what two voices have in common, bits", 70, "people use nearly the same words")]
    [InlineData("share of voices that use a name", 0, "nobody names a person or a place")]
    [InlineData("share of what is said that is about it", 0, "these posts are about other things")]
    [InlineData("share of voices that use a name", 0.05, "only 5 % name a person or a place")]
    [InlineData("share of short posts in the first person", 0.6, "60 % are short remarks without link or quote, as in small talk")]
    [InlineData("minutes since the first post", 0.3, "it has only just begun")]
    [InlineData("minutes since the first post", 110, "it has lasted 110 min already")]
    [InlineData("independent voices", 3, "few speak independently")]
    public void What_speaks_against_it_is_told_in_plain_words(string sign, double value, string words)
    {
        Assert.Equal([words], ReasonWords.Against(Fired(new AlertReason(sign, value, 1, -1.2)), 5));
    }

    [Fact]
    public void Every_sign_of_the_score_has_words()
    {
        foreach (var sign in Sign.All)
        {
            Assert.DoesNotContain(sign.Name, Assert.Single(ReasonWords.For(Fired(new AlertReason(sign.Name, 7, 1, 1)))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_speaks_most_for_it_comes_first_and_what_hardly_matters_not_at_all()
    {
        var alert = Fired(
            new AlertReason("independent voices", 14, 4, 0.6), new("minutes since the first post", 11, 4.5, 0.01), new("share of reposts", 0.88, 0, 3.15), new("surprise of the leading term, powers of ten", 42, 4.5, 0.8));

        Assert.Equal("it is passed on or repeated: 88 % of its posts; so many at once are no coincidence; 14 people speak independently", ReasonWords.Line(alert));
        Assert.Empty(ReasonWords.Against(alert, 5));
    }

    [Fact]
    public void What_speaks_against_it_is_told_the_worst_first()
    {
        var alert = Fired(new AlertReason("share of short posts in the first person", 0.6, 0.2, -0.9), new("earlier bursts of the leading terms", 3, 0, -1.1), new("independent voices", 3, 4, -0.2));

        Assert.Equal(["its words have burst 3 times before", "60 % are short remarks without link or quote, as in small talk"], ReasonWords.Against(alert, 5));
    }

    [Fact]
    public void A_few_voices_are_no_reason_and_where_the_score_begins_is_none_against()
    {
        Assert.Equal("many small signs", ReasonWords.Line(Fired(new AlertReason("independent voices", 3, 4, 0.6))));
        Assert.Empty(ReasonWords.Against(Fired(new AlertReason("before anything is known", 0, 0, -2.3)), 5));
    }

    [Fact]
    public void What_has_no_score_has_no_reason()
    {
        Assert.Null(ReasonWords.Because(Fired()));
    }

    [Fact]
    public void A_sign_of_another_version_is_told_as_it_was_written()
    {
        Assert.Equal("Because: phase of the moon 0.5, usually 0.25.", ReasonWords.Because(Fired(new AlertReason("phase of the moon", 0.5, 0.25, 2))));
    }

    private static Alert Fired(params AlertReason[] why) => SomeAlert.Of("tram") with { Why = why };
}
