using ScoopDetector.News;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Tests.News;

public sealed class PostLinksTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly PostLinks _links = new();

    [Fact]
    public void A_post_links_to_what_is_in_its_text_and_beside_it()
    {
        _links.Accept(new Post { Id = "p"u8, Text = "look https://news.example/a"u8, Links = "https://news.example/b\nhttps://news.example/a"u8 });

        Assert.Equal(2, _links.Of("p").Count);
        Assert.Empty(_links.Of("q"));
    }

    [Fact]
    public void Posts_without_links_are_not_kept()
    {
        _links.Accept(new Post { Id = "p"u8, Text = "no link here"u8 });

        Assert.Equal(0, _links.Count);
    }

    [Fact]
    public void What_was_posted_long_ago_is_forgotten_and_one_from_the_future_keeps_none_of_the_others()
    {
        Link("from the future", Noon.AddYears(50));
        Link("old", Noon.AddHours(-7));
        Link("young", Noon.AddHours(-5));

        _links.MoveTo(Noon);

        Assert.Equal((0, 1, 1), (_links.Of("old").Count, _links.Of("young").Count, _links.Of("from the future").Count));
    }

    private void Link(string id, DateTimeOffset at) =>
        _links.Accept(new Post { Id = System.Text.Encoding.UTF8.GetBytes(id), Text = "https://news.example/a"u8, ObservedAt = at.ToUnixTimeMilliseconds() });
}
