using ScoopDetector.Alerts;
using ScoopDetector.Places;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class ToldStoriesTests
{
    private const long Hour = 3_600_000;

    private readonly ToldStories _stories = new(TimeSpan.FromHours(1));

    [Fact]
    public void The_story_that_says_most_of_it_is_the_one_and_of_two_alike_the_older()
    {
        _stories.Tell("e1", ["earthquake"], [], Happenings.None, 0);
        _stories.Tell("e2", ["earthquake", "Guatemala"], [], Happenings.None, 1);
        _stories.Tell("e3", ["earthquake", "Guatemala"], [], Happenings.None, 2);

        Assert.Equal("e1", _stories.Alike(["#earthquake"]));
        Assert.Equal("e2", _stories.Alike(["earthquake in Guatemala"]));
        Assert.Null(_stories.Alike(["meteor"]));
        Assert.Null(_stories.Alike([]));
    }

    [Fact]
    public void A_story_is_found_by_the_place_in_which_it_lies_the_country_around_it_or_a_town_within()
    {
        Place italy = new("Italy", "Italy", 0, 0, 0), modena = new("Modena", "Italy", 0, 0, 0), bologna = new("Bologna", "Italy", 0, 0, 0), lyon = new("Lyon", "France", 0, 0, 0);
        _stories.Tell("e1", [], [modena], Happenings.None, 0);
        _stories.Tell("e2", [], [bologna, lyon], Happenings.None, 1);
        _stories.Tell("e3", [], [italy], Happenings.None, 2);

        Assert.Equal(["e1", "e3", "e2", "e2", null], new[] { modena, italy, bologna, lyon, new Place("Spain", "Spain", 0, 0, 0) }.Select(place => _stories.At([place], static _ => true)));
        Assert.Equal("e3", _stories.At([new("Turin", "Italy", 0, 0, 0)], static _ => true));
        Assert.Null(_stories.At([], static _ => true));
    }

    [Fact]
    public void In_a_town_lies_only_what_was_told_of_that_town_and_in_a_country_nothing()
    {
        Place italy = new("Italy", "Italy", 0, 0, 0), modena = new("Modena", "Italy", 0, 0, 0);
        _stories.Tell("e1", [], [italy], Happenings.None, 0);
        _stories.Tell("e2", [], [italy, modena], Happenings.None, 1);

        Assert.Equal("e2", _stories.In([modena], static _ => true));
        Assert.Null(_stories.In([italy], static _ => true));
        Assert.Null(_stories.In([modena], static place => place.IsCountry));
    }

    [Fact]
    public void A_place_that_says_nothing_leads_to_no_story_from_either_side()
    {
        Place ukraine = new("Ukraine", "Ukraine", 0, 0, 0), kherson = new("Kherson", "Ukraine", 0, 0, 0);
        _stories.Tell("e1", [], [ukraine], Happenings.None, 0);

        Assert.Equal("e1", _stories.At([kherson], static _ => true));
        Assert.Null(_stories.At([kherson], place => place != ukraine));
        Assert.Null(_stories.At([kherson], place => place != kherson));
    }

    [Fact]
    public void A_story_counts_for_its_time_from_when_it_was_first_told()
    {
        _stories.Tell("e1", ["meteor"], [], Happenings.None, 0);

        _stories.MoveTo(Hour - 1);
        Assert.True(_stories.Has("e1"));
        Assert.Equal("e1", _stories.Alike(["meteorite"]));

        _stories.MoveTo(Hour);
        Assert.False(_stories.Has("e1"));
        Assert.Null(_stories.Alike(["meteorite"]));
    }

    [Fact]
    public void What_was_taken_back_holds_nothing()
    {
        _stories.Tell("e1", ["meteor"], [], Happenings.None, 0);
        _stories.Forget("e1");

        Assert.Null(_stories.Alike(["meteor"]));
        Assert.False(_stories.Has(null));
    }
}
