using System.Text.Json;
using ScoopDetector.Host.Sources.Mastodon;
using ScoopDetector.Host.Sources.Wire;
using Xunit;

namespace ScoopDetector.Host.Tests.Sources.Wire;

public sealed class MastodonFormatTests
{
    [Fact]
    public void A_frame_carries_a_status_as_text() => Assert.Equal(["post 7 by 1: Smoke over the harbour in en"], Told.Of(Frame("update", Status("<p>Smoke over the harbour</p>"))));

    [Fact]
    public void Server_sent_events_carry_the_same_over_two_lines() => Assert.Equal(
        ["left out: NotAPost", "post 7 by 1: Smoke in en", "left out: NotAPost", "delete 7 by 7"],
        Told.Of("event: update", $"data: {Status("<p>Smoke</p>")}", "event: delete", "data: 7"));

    [Fact]
    public void A_heartbeat_is_no_post() => Assert.Equal(["left out: NotAPost"], Told.Of(":thump"));

    [Fact]
    public void An_edit_keeps_its_id() => Assert.Equal(["edit 7 by 1: Fire in en"], Told.Of(Frame("status.update", Status("<p>Fire</p>"))));

    [Fact]
    public void Live_ids_begin_with_the_instance() => Assert.Equal(
        ["post a.example/7 by a.example/1: Smoke in en", "delete a.example/7 by a.example/7"],
        Told.Of(new WireReader(new(), new MastodonFormat("a.example/")), Frame("update", Status("Smoke")), Frame("delete", "7")));

    [Fact]
    public void Who_passes_a_status_on_says_its_words_by_themselves() => Assert.Equal(
        ["post 7 by 1: Smoke repost of 5"],
        Told.Of($$$$$$"""{"id":"7","created_at":"2026-08-01T13:57:07Z","content":"","visibility":"public","account":{"id":"1"},"reblog":{"id":"5","content":"<p>Smoke</p>"}}"""));

    [Theory]
    [InlineData("private")]
    [InlineData("unlisted")]
    [InlineData("direct")]
    public void What_is_not_for_everybody_is_left_out(string visibility) =>
        Assert.Equal(["left out: NotPublic"], Told.Of(Status("x").Replace("\"public\"", $"\"{visibility}\"", StringComparison.Ordinal)));

    [Fact]
    public void What_a_machine_says_is_left_out_unless_it_is_wanted()
    {
        var status = Status("x").Replace("\"bot\":false", "\"bot\":true", StringComparison.Ordinal);

        Assert.Equal(["left out: Automated"], Told.Of(status));
        Assert.Equal(["post 7 by 1: x in en"], Told.Of(new WireReader(new(), new MastodonFormat(keepsBots: true)), status));
    }

    [Theory]
    [InlineData("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree")]
    [InlineData("""<a href="https://news.example/fire" rel="nofollow"><span class="invisible">https://</span><span class="ellipsis">news.exa</span><span class="invisible">mple/fire</span></a> now""", "https://news.example/fire now")]
    [InlineData("""<span class="h-card"><a href="https://a.example/@bob" class="u-url mention">@<span>bob</span></a></span> look""", "@bob look")]
    [InlineData("""<a href="https://a.example/tags/fire" class="mention hashtag" rel="tag">#<span>fire</span></a>""", "#fire")]
    [InlineData("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2")]
    [InlineData("</a></span>words<", "words")]
    [InlineData("<a href=\"https://x.example", "")]
    [InlineData("<b>bold</b> <em>words</em>", "bold words")]
    public void Html_becomes_the_text_that_people_see(string html, string text) => Assert.Equal(text, HtmlText.Of(html));

    private static string Frame(string name, string payload) => JsonSerializer.Serialize(new { stream = new[] { "public" }, @event = name, payload });

    private static string Status(string html) => $$$$$$"""
        {"id":"7","created_at":"2026-08-01T13:57:07.512Z","edited_at":null,"in_reply_to_id":null,"visibility":"public","language":"en","uri":"https://b.example/s/7","content":{{{{{{JsonSerializer.Serialize(html)}}}}}},"reblog":null,"account":{"id":"1","bot":false}}
        """.Trim();
}
