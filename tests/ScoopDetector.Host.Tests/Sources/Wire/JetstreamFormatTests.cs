using ScoopDetector.Host.Sources.Wire;
using ScoopDetector.Posts;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources.Wire;

public sealed class JetstreamFormatTests
{
    private const string Ann = "did:plc:ann";

    [Fact]
    public void A_post_of_the_first_wire_is_a_post() =>
        Assert.Equal([$"post at://{Ann}/app.bsky.feed.post/k1 by {Ann}: The bridge is shaking in en"], Told.Of(Commit("create", """{"text":"The bridge is shaking","createdAt":"2026-07-04T14:38:06Z","langs":["en"]}""")));

    [Fact]
    public void A_post_of_the_second_wire_is_the_same_post() =>
        Assert.Equal([$"post at://{Ann}/app.bsky.feed.post/k1 by {Ann}: The bridge is shaking"], Told.Of($$$$$$"""
            {"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit","seq":42,"did":"{{{{{{Ann}}}}}}","time":"2026-07-04T14:38:06.123456Z",
            "operation":"create","collection":"app.bsky.feed.post","rkey":"k1","record":{"text":"The bridge is shaking","createdAt":"2026-07-04T14:38:06Z"}}}
            """));

    [Fact]
    public void In_a_recording_the_relay_says_when_and_not_the_author()
    {
        long? observedAt = null;
        long createdAt = 0;
        WireReader.OfAny(new()).Translate(
            System.Text.Encoding.UTF8.GetBytes(Commit("create", """{"text":"hello","createdAt":"1999-01-01T00:00:00Z"}""")),
            (in post) => (observedAt, createdAt) = (post.ObservedAt, post.CreatedAt),
            new());

        Assert.Equal((1_783_175_888_085, 915_148_800_000), (observedAt, createdAt));
    }

    [Fact]
    public void An_update_is_an_edit_under_the_same_id() =>
        Assert.Equal([$"edit at://{Ann}/app.bsky.feed.post/k1 by {Ann}: The bridge has fallen"], Told.Of(Commit("update", """{"text":"The bridge has fallen"}""")));

    [Fact]
    public void A_delete_names_post_and_author() =>
        Assert.Equal([$"delete at://{Ann}/app.bsky.feed.post/k1 by {Ann}"], Told.Of(Commit("delete", null)));

    [Theory]
    [InlineData("deleted")]
    [InlineData("takendown")]
    [InlineData("suspended")]
    [InlineData("deactivated")]
    public void An_account_that_is_gone_takes_its_posts_along(string status) => Assert.Equal([$"purge {Ann}"], Told.Of(Account(active: "false", status)));

    [Theory]
    [InlineData("true", "")]
    [InlineData("false", "desynchronized")]
    [InlineData("false", "throttled")]
    public void A_relay_s_trouble_with_an_account_takes_nothing_away(string active, string status) =>
        Assert.Equal(["left out: NotAPost"], Told.Of(Account(active, status)));

    [Fact]
    public void A_sync_voids_what_is_known_of_the_author() => Assert.Equal([$"purge {Ann}"], Told.Of(
        $$$$$$"""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#sync","seq":43,"did":"{{{{{{Ann}}}}}}","time":"2026-07-04T14:38:06.1Z"}}"""));

    [Theory]
    [InlineData("""{"did":"did:plc:ann","time_us":1783175888085434,"kind":"identity","identity":{"did":"did:plc:ann","handle":"ann.example","seq":1}}""")]
    [InlineData("""{"did":"did:plc:ann","time_us":1783175888085434,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.like","rkey":"k","record":{}}}""")]
    [InlineData("""{"$type":"error","error":"ConsumerTooSlow","message":"too slow"}""")]
    public void Whatever_else_comes_is_counted_as_no_post(string message) => Assert.Equal(["left out: NotAPost"], Told.Of(message));

    [Fact]
    public void A_shortened_link_becomes_the_whole_one() => Assert.Equal(
        "Über https://news.example/2026/fire-in-the-old-town jetzt",
        TextOf("Über news.example/2026/fire... jetzt", Link(6, 31, "https://news.example/2026/fire-in-the-old-town")));

    [Fact]
    public void A_link_under_words_leaves_the_words() => Assert.Equal(
        "read this links https://news.example/a",
        TextOf("read this", Link(5, 9, "https://news.example/a")));

    [Fact]
    public void A_tag_that_the_text_does_not_show_stands_behind_it() => Assert.Equal("quake now #tokyo", TextOf("quake now", """{"index":{"byteStart":0,"byteEnd":5},"features":[{"tag":"tokyo"}]}"""));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(0, 1)]
    [InlineData(-3, 5)]
    [InlineData(4, 2)]
    [InlineData(2, 900)]
    public void Offsets_that_point_nowhere_or_into_a_character_are_passed_over(int start, int end) =>
        Assert.Equal("Übung", TextOf("Übung", Link(start, end, "https://news.example/a")));

    [Fact]
    public void The_card_below_a_post_is_a_link_of_it() => Assert.Equal(
        [$"post at://{Ann}/app.bsky.feed.post/k1 by {Ann}: look links https://news.example/a"],
        Told.Of(Commit("create", """{"text":"look","embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://news.example/a"}}}""")));

    [Fact]
    public void A_post_without_its_author_is_counted() => Assert.Equal(
        [$"left out: {Drop.MissingField}"],
        Told.Of("""{"did":7,"time_us":1783175888085434,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"k","record":{"text":"x"}}}"""));

    private static string TextOf(string text, string facet) =>
        Told.Of(Commit("create", $$$$$$"""{"text":"{{{{{{text}}}}}}","facets":[{{{{{{facet}}}}}}]}""")).Single()[$"post at://{Ann}/app.bsky.feed.post/k1 by {Ann}: ".Length..];

    private static string Link(int start, int end, string uri) =>
        $$$$$$"""{"index":{"byteStart":{{{{{{start}}}}}},"byteEnd":{{{{{{end}}}}}}},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"{{{{{{uri}}}}}}"}]}""";

    private static string Commit(string operation, string? record) =>
        $$$$$$"""{"did":"{{{{{{Ann}}}}}}","time_us":1783175888085434,"kind":"commit","commit":{"rev":"r","operation":"{{{{{{operation}}}}}}","collection":"app.bsky.feed.post","rkey":"k1"{{{{{{(record is null ? "" : $",\"record\":{record}")}}}}}}}}""";

    private static string Account(string active, string status) =>
        $$$$$$"""{"did":"{{{{{{Ann}}}}}}","time_us":1783175888085434,"kind":"account","account":{"active":{{{{{{active}}}}}},"status":"{{{{{{status}}}}}}","did":"{{{{{{Ann}}}}}}","seq":5}}""";
}
