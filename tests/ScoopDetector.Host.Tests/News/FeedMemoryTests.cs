using ScoopDetector.Host.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class FeedMemoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly FeedMemory _memory = new(new("A", "en", new("https://a.example/feed")), TimeSpan.FromMinutes(10));

    [Fact]
    public void An_item_is_a_headline_once() =>
        Assert.Equal([1, 0, 1], new[] { Take(0, Item("1", -5)), Take(2, Item("1", -5)), Take(4, Item("1", -5), Item("2", 3)) }.Select(headlines => headlines.Count));

    [Fact]
    public void Both_times_are_kept_and_the_earlier_counts()
    {
        Take(0);
        var headline = Take(2, Item("1", 1)).Single();

        Assert.Equal((Noon.AddMinutes(1), Noon.AddMinutes(2), Noon.AddMinutes(1)), (headline.PublishedAt, headline.FirstSeenAt, headline.At));
    }

    [Fact]
    public void What_claims_to_be_older_than_a_look_that_did_not_show_it_is_dated_back()
    {
        Take(0);
        var headline = Take(2, Item("1", -30)).Single();

        Assert.False(headline.IsTrusted);
        Assert.Equal(Noon.AddMinutes(2), headline.At);
        Assert.Equal(1, _memory.Distrusted);
    }

    [Fact]
    public void At_the_first_look_everything_may_be_old() => Assert.Equal(Noon.AddMinutes(-300), Take(0, Item("1", -300)).Single().At);

    [Fact]
    public void What_claims_to_be_of_the_future_was_published_when_it_was_seen() => Assert.Equal(Noon, Take(0, Item("1", 60)).Single().At);

    [Fact]
    public void An_item_without_a_time_was_published_when_it_was_seen() => Assert.Equal(Noon, Take(0, new FeedItem("1", "Fire", "", "", null)).Single().At);

    private IReadOnlyList<ScoopDetector.News.Headline> Take(int minute, params FeedItem[] items) => _memory.Take(items, Noon.AddMinutes(minute));

    private static FeedItem Item(string id, int minute) => new(id, "Fire", "", "", Noon.AddMinutes(minute));
}
