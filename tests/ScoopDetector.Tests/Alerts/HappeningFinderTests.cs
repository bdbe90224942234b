using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.Posts;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class HappeningFinderTests
{
    private readonly HappeningFinder _finder = new();

    [Fact]
    public void What_most_tell_in_whatever_language_is_what_happened() =>
        Assert.Equal(Happenings.Quake, Of("terremoto fortissimo", "earthquake in Italy", "地震だ", "a fire broke out", "three dead", "what a day"));

    [Fact]
    public void Two_kinds_that_are_told_about_as_often_are_both_meant() =>
        Assert.Equal(Happenings.Fire | Happenings.Blast, Of("explosion at the plant", "huge explosion", "the plant is on fire", "fire and smoke", "explosion, again"));

    [Fact]
    public void What_one_person_says_is_none() => Assert.Equal(Happenings.None, Of("he dropped a bomb", "what a lovely morning"));

    [Fact]
    public void What_one_person_says_twice_and_what_is_passed_on_is_said_once()
    {
        var (bomb, again) = (Some.Voice("he dropped a bomb", "ada"), Some.Voice("what a bomb", "ada"));

        Assert.Equal(Happenings.None, _finder.Of([new(bomb, 1), new(again, 1), new(Some.Voice("he dropped a bomb", "bo") with { Origin = bomb.Origin }, 1)]));
    }

    [Fact]
    public void Dead_and_missing_tell_of_no_kind() => Assert.Equal(Happenings.None, Of("three dead", "dead and missing", "two dead"));

    private Happenings Of(params string[] posts) => _finder.Of([.. posts.Select((post, i) => new Member(Some.Voice(post, $"author {i}"), 1))]);
}
