using ScoopDetector.Events;
using ScoopDetector.Places;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Places;

public sealed class PlaceFinderTests
{
    private readonly PlaceFinder _finder = new(Gazetteer.Shipped);

    [Theory]
    [InlineData("Explosion near Kherson", "Kherson, Ukraine")]
    [InlineData("fire in athens right now", "Athens, Greece")]
    [InlineData("pray for everyone #kherson", "Kherson, Ukraine")]
    [InlineData("pray for everyone #PrayForKherson", "Kherson, Ukraine")]
    [InlineData("Взрыв в Херсоне", "Kherson, Ukraine")]
    [InlineData("哈尔科夫发生爆炸", "Kharkiv, Ukraine")]
    [InlineData("東京で地震", "Tokyo, Japan")]
    [InlineData("زلزال في دمشق", "Damascus, Syria")]
    [InlineData("Erdbeben in München", "Munich, Germany")]
    [InlineData("Blackout across Port-au-Prince tonight", "Port-au-Prince, Haiti")]
    [InlineData("huge fire in La Paz", "La Paz, Bolivia")]
    [InlineData("Smoke over NYC", "New York City, United States")]
    [InlineData("Ukraine says the bridge is down", "Ukraine")]
    public void A_place_is_known_however_it_is_written(string post, string place) => Assert.Equal([place], Said(post, post + " !"));

    [Theory]
    [InlineData("what a nice reading of the split")]
    [InlineData("i love orange and mobile games")]
    [InlineData("Lincoln was right about this")]
    [InlineData("Madison and Jackson are the cutest twins")]
    [InlineData("Jordan scored again")]
    [InlineData("we had turkey for dinner")]
    [InlineData("the lyman series of hydrogen")]
    public void A_word_that_is_also_a_place_is_none(string post) => Assert.Empty(Said(post, post + " !"));

    [Theory]
    [InlineData("shooting in Lincoln", "Lincoln, United States")]
    [InlineData("huge crash near Jackson", "Jackson, United States")]
    [InlineData("protests in Jordan", "Jordan")]
    public void A_name_that_is_also_something_else_is_believed_after_a_word_of_place(string post, string place) => Assert.Equal([place], Said(post, post + " !"));

    [Fact]
    public void One_person_alone_places_nothing() => Assert.Empty(_finder.Of([Post("Explosion in Kherson", "ada"), Post("a loud bang in Kherson", "ada"), Post("what was that?", "bo")]));

    [Fact]
    public void What_few_of_many_name_is_not_where_it_is()
    {
        var posts = Enumerable.Range(0, 40).Select(i => Post("the bridge is down", $"a{i}")).ToList();
        posts.AddRange([Post("as once in Berlin", "b1"), Post("like in Berlin", "b2")]);

        Assert.Empty(_finder.Of(posts));
    }

    [Fact]
    public void The_country_decides_between_places_of_one_name_and_size()
    {
        Assert.Equal(["Hyderabad, India"], Said("Flood in Hyderabad", "Hyderabad is under water"));
        Assert.Equal(["Hyderabad, Pakistan"], Said("Flood in Hyderabad, Pakistan", "Hyderabad is under water, Pakistan sends help"));
    }

    [Fact]
    public void A_far_larger_place_is_meant_whatever_countries_are_named() =>
        Assert.Equal(["Paris, France", "United States"], Said("Paris: the United States team arrives", "United States in Paris"));

    [Fact]
    public void A_longer_name_hides_those_within_it() => Assert.Equal(["New York City, United States"], Said("Blackout in New York", "New York is dark"));

    [Fact]
    public void A_country_says_nothing_beside_its_city() => Assert.Equal(["Odessa, Ukraine"], Said("Odesa, Ukraine: explosions", "explosions in Odesa Ukraine"));

    [Fact]
    public void The_most_named_comes_first_and_three_are_enough() =>
        Assert.Equal(["Kyiv, Ukraine", "Kharkiv, Ukraine", "Lviv, Ukraine"], Said("Kyiv Kharkiv Lviv Kherson", "Kyiv Kharkiv Lviv", "Kyiv Kharkiv Lviv Kherson", "Kyiv Kharkiv", "Kyiv"));

    [Fact]
    public void Broken_text_places_nothing_and_harms_nothing() => Assert.Empty(Said("\uD800 #\u0301 in \u202E", "in", "#"));

    private IReadOnlyList<string> Said(params string[] posts) => _finder.Of([.. posts.Select((post, i) => Post(post, $"author{i}"))]);

    private static Member Post(string text, string author) => new(Some.Voice(text, author), 1);
}
