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
    [InlineData("Метеорит в Челябинске", "Chelyabinsk, Russia")]
    [InlineData("Пожар в Нижневартовске", "Nizhnevartovsk, Russia")]
    [InlineData("Пажар у Бабруйску", "Babruysk, Belarus")]
    [InlineData("Пожар в Павлодаре", "Pavlodar, Kazakhstan")]
    [InlineData("Протест в Перник", "Pernik, Bulgaria")]
    [InlineData("Вибух у Луцьку, люди чули", "Lutsk, Ukraine")]
    [InlineData("Взрыв во Владикавказе", "Vladikavkaz, Russia")]
    [InlineData("se sintió muy fuerte #TemblorGT", "Guatemala")]
    [InlineData("se sintio muy fuerte #temblorcr", "Costa Rica")]
    [InlineData("need boats #RescuePH", "Philippines")]
    [InlineData("need boats #YolandaPH", "Philippines")]
    [InlineData("#TemblorGt muy fuerte", "Guatemala")]
    [InlineData("#RescueUS now", "United States")]
    [InlineData("метеорит #Челябинск", "Chelyabinsk, Russia")]
    [InlineData("shelling across Nagorno-Karabakh again", "Nagorno-Karabakh, Azerbaijan")]
    [InlineData("Kosovo closes the border", "Kosovo")]
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
    [InlineData("a turkey, a grenade, a tyre and a ruse")]
    [InlineData("im nice, you are nice")]
    [InlineData("GRENADE THROWN AT THE BUS")]
    [InlineData("WE HAD TURKEY AND IT WAS NICE")]
    [InlineData("Essen ist fertig, Brits vote")]
    [InlineData("这是发展中国家的问题")]
    [InlineData("Paris Hilton is back")]
    [InlineData("> fire in Lyon\nwhat is this")]
    [InlineData("près du Lac et du Lac")]
    [InlineData("his ph is GT, CL and PH")]
    [InlineData("#PH #gt #cl")]
    [InlineData("#GraphPHD and #photocr and #MyTV")]
    [InlineData("#temblores #huracanes #rescueus #RescueUs")]
    [InlineData("#MustangGT #TaekookAU #ThaiBL #HighIQ #ShowHN #TiredAF")]
    [InlineData("#FloodCO #FloodCA #RescueCA")]
    [InlineData("Артём Иванов и Королева Николаева")]
    [InlineData("улица Дзержинского, улица Кирова")]
    [InlineData("пожар в Ленинском районе")]
    [InlineData("он любит братские шахты и орлов в шахте")]
    [InlineData("@lyon @kherson look at https://example.org/Lyon")]
    [InlineData("النظام مالي جديد اليوم")]
    public void A_word_that_is_also_a_place_is_none(string post) => Assert.Empty(Said(post, post + " !"));

    [Theory]
    [InlineData("shooting in Lincoln", "Lincoln, United States")]
    [InlineData("huge crash near Jackson", "Jackson, United States")]
    [InlineData("protests in Jordan", "Jordan")]
    [InlineData("Lincoln shooting: two dead in Lincoln", "Lincoln, United States")]
    [InlineData("turkey dinner stops, quake in Turkey", "Turkey")]
    public void A_name_that_is_also_something_else_is_believed_after_a_word_of_place(string post, string place) => Assert.Equal([place], Said(post, post + " !"));

    [Theory]
    [InlineData("Lincoln, Nebraska: two dead", "Lincoln, United States", "Nebraska, United States")]
    [InlineData("Valencia, Venezuela is dark", "Valencia, Venezuela")]
    [InlineData("Jackson, Ohio and France", "Jackson, United States", "France", "Ohio, United States")]
    [InlineData("Lincoln, France says so", "France")]
    [InlineData("lincoln, nebraska says so")]
    public void Or_before_the_country_or_region_that_it_lies_in(string post, params string[] places) => Assert.Equal(places, Said(post, post + " !"));

    [Theory]
    [InlineData("Russia broke the Geneva Conventions and the Budapest memorandum", "Russia")]
    [InlineData("The New York Times says so, and the Kyiv Independent")]
    [InlineData("the Istanbul convention was signed in Ankara", "Ankara, Turkey")]
    public void A_treaty_or_a_newspaper_is_not_in_the_city_of_its_name(string post, params string[] places) => Assert.Equal(places, Said(post, post + " !"));

    [Theory]
    [InlineData("Lebanon")]
    [InlineData("Mexico")]
    [InlineData("Venezuela")]
    [InlineData("Colombia")]
    [InlineData("Armenia")]
    [InlineData("Jamaica")]
    [InlineData("Panama")]
    [InlineData("Georgia")]
    [InlineData("Florida", "Florida, United States")]
    [InlineData("Montana", "Montana, United States")]
    [InlineData("Bali", "Bali, Indonesia")]
    [InlineData("Ontario", "Ontario, Canada")]
    public void A_country_or_region_is_meant_before_a_town_of_its_name(string name, string? place = null) =>
        Assert.Equal([place ?? name], Said($"storm in {name}", $"the storm in {name} is bad", $"storm in {name} today"));

    [Fact]
    public void A_state_is_meant_where_its_country_is_named_too() => Assert.Equal(["Georgia, United States"], Said("tornado in Georgia, United States", "United States: tornado in Georgia"));

    [Fact]
    public void The_spellings_of_ones_own_are_found_and_hidden_as_their_file_says()
    {
        var own = new PlaceFinder(Gazetteer.Shipped.With(Gazetteer.Read(new StringReader("North Pier\tBlackport\t53.8\t-3.05\t0\tsure\told pier|?Pier\nPier pressure\t-\t0\t0\t0\tnever\n"), "ours.tsv")));
        IReadOnlyList<string> Said(string post) => Labels(own.Of([Post(post, "a"), Post(post + " !", "b")]));

        Assert.Equal(["North Pier, Blackport"], Said("Fire on the Old Pier"));
        Assert.Equal(["North Pier, Blackport"], Said("fire near Pier"));
        Assert.Empty(Said("the Pier is nice"));
        Assert.Empty(Said("so much in Pier pressure"));
    }

    [Fact]
    public void One_person_in_two_spellings_or_two_posts_is_one_person() => Assert.Empty(_finder.Of([Post("東京 Tokyo in Tokio", "ada"), Post("Tokyo again", "ada"), Post("what?", "bo")]));

    [Fact]
    public void What_a_person_said_before_counts_too() => Assert.Equal(["Lyon, France"], Labels(_finder.Of([Post("fire in Lyon", "ada"), Post("Lyon burns", "bo"), Post("still burning", "ada")])));

    [Fact]
    public void A_place_of_two_names_stands_once() => Assert.Equal(["Okinawa, Japan"], Said("Okinawa 沖縄", "沖縄 Okinawa", "Okinawa"));

    [Fact]
    public void A_post_made_to_be_slow_is_read_all_the_same()
    {
        var flood = string.Join(' ', Enumerable.Repeat("San Santa Saint New La Los El", 200));

        Assert.Empty(Said(Enumerable.Range(0, 100).Select(i => flood + i).ToArray()));
    }

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

    private IReadOnlyList<string> Said(params string[] posts) => Labels(_finder.Of([.. posts.Select((post, i) => Post(post, $"author{i}"))]));

    private static IReadOnlyList<string> Labels(IReadOnlyList<Place> places) => [.. places.Select(place => place.Label)];

    private static Member Post(string text, string author) => new(Some.Voice(text, author), 1);
}
