using ScoopDetector.Alerts;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class PostAddressTests
{
    [Theory]
    [InlineData("bluesky", "at://did:plc:abc123/app.bsky.feed.post/3kxyz", "https://bsky.app/profile/did:plc:abc123/post/3kxyz")]
    [InlineData("bluesky", "at://did:web:news.example/app.bsky.feed.post/3k", "https://bsky.app/profile/did:web:news.example/post/3k")]
    [InlineData("x", "1578466218075312129", "https://x.com/i/status/1578466218075312129")]
    [InlineData("plurk", "plurk:90812", "https://www.plurk.com/p/1y2k")]
    public void Where_the_address_follows_from_the_id_it_is_given(string network, string id, string address) => Assert.Equal(address, PostAddress.Of(network, id));

    [Theory]
    [InlineData(null, "1578466218075312129")]
    [InlineData("", "at://did:plc:abc/app.bsky.feed.post/3k")]
    [InlineData("mastodon", "social.example/1")]
    [InlineData("bluesky", "3kxyz")]
    [InlineData("bluesky", "at://did:plc:abc/app.bsky.feed.like/3k")]
    [InlineData("bluesky", "at://did:plc:abc/app.bsky.feed.post/")]
    [InlineData("bluesky", "at://did:plc:abc/app.bsky.feed.post/..")]
    [InlineData("bluesky", "at://did:plc:abc/app.bsky.feed.post/3k?next=//evil.example")]
    [InlineData("bluesky", "at://did:plc:a/../b/app.bsky.feed.post/3k")]
    [InlineData("bluesky", "at://did:plc:\u0430bc/app.bsky.feed.post/3k")]
    [InlineData("x", "20/../../evil")]
    [InlineData("x", "")]
    [InlineData("x", "-1")]
    [InlineData("plurk", "plurk:")]
    [InlineData("plurk", "plurk:0")]
    [InlineData("plurk", "plurk:1e3")]
    public void Anything_else_has_none(string? network, string id) => Assert.Null(PostAddress.Of(network, id));
}
