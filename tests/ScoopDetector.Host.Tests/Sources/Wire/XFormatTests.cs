using Xunit;

namespace ScoopDetector.Host.Tests.Sources.Wire;

public sealed class XFormatTests
{
    [Fact]
    public void A_line_of_the_stream_is_a_post_with_whole_links() => Assert.Equal(
        ["post 1578466218075312129 by 9: Fire at the harbour https://news.example/fire in en"],
        Told.Of("""
            {"data":{"id":"1578466218075312129","text":"Fire at the harbour https://t.co/abc","author_id":"9","lang":"en","edit_history_tweet_ids":["1578466218075312129"],
            "entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://news.example/fire"}]}},"matching_rules":[{"id":"1"}]}
            """));

    [Fact]
    public void An_edit_takes_the_place_of_its_earlier_versions() => Assert.Equal(
        ["delete 100 by 9", "edit 1578466218075312129 by 9: Fire, no: smoke"],
        Told.Of("""{"data":{"id":"1578466218075312129","text":"Fire, no: smoke","author_id":"9","edit_history_tweet_ids":["100","1578466218075312129"]}}"""));

    [Fact]
    public void A_repost_says_the_whole_of_what_it_passes_on() => Assert.Equal(
        ["post 1578466218075312129 by 9: The whole of it repost of 5"],
        Told.Of("""
            {"data":{"id":"1578466218075312129","text":"RT @bob: The wh…","author_id":"9","referenced_tweets":[{"type":"retweeted","id":"5"}]},
            "includes":{"tweets":[{"id":"5","text":"The whole of it","author_id":"3"}]}}
            """));

    [Fact]
    public void A_long_post_is_read_whole() => Assert.Equal(
        ["post 1578466218075312129 by 9: long and longer"],
        Told.Of("""{"data":{"id":"1578466218075312129","text":"long …","author_id":"9","note_tweet":{"text":"long and longer"}}}"""));

    [Theory]
    [InlineData("""{"data":{"delete":{"tweet":{"id":"5","author_id":"9"},"event_at":"2026-01-01T00:00:00Z"}}}""", "delete 5 by 9")]
    [InlineData("""{"data":{"user_delete":{"user":{"id":"9"},"event_at":"2026-01-01T00:00:00Z"}}}""", "purge 9")]
    [InlineData("""{"data":{"user_protect":{"user":{"id":"9"}}}}""", "purge 9")]
    [InlineData("""{"errors":[{"title":"operational-disconnect"}]}""", "left out: NotAPost")]
    [InlineData("""{"data":[{"id":"1","event_type":"MessageCreate","text":"between us"}]}""", "left out: NotAPost")]
    public void Compliance_and_notices(string message, string told) => Assert.Equal([told], Told.Of(message));

    [Fact]
    public void A_tweet_of_version_1_is_read_with_its_escapes() => Assert.Equal(
        ["post 330685789241491456 by 5: 1 < 2 😀 in en"],
        Told.Of("""{"created_at":"Sat May 04 14:10:10 +0000 2013","id":330685789241491456,"id_str":"330685789241491456","text":"1 &lt; 2 \ud83d\ude00","lang":"en","user":{"id":5,"id_str":"5"}}"""));

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm() => Assert.Equal(
        ["post 330685789241491456 by 5: cut \uFFFD"],
        Told.Of("""{"created_at":"Sat May 04 14:10:10 +0000 2013","id_str":"330685789241491456","text":"cut \ud83d","user":{"id_str":"5"}}"""));

    [Fact]
    public void A_cut_tweet_is_read_whole_and_its_picture_s_link_goes() => Assert.Equal(
        ["post 330685789241491456 by 5: The whole text"],
        Told.Of("""
            {"created_at":"Sat May 04 14:10:10 +0000 2013","id_str":"330685789241491456","text":"The wh… https://t.co/x","truncated":true,"user":{"id_str":"5"},
            "extended_tweet":{"full_text":"The whole text https://t.co/p","entities":{"media":[{"url":"https://t.co/p"}]}}}
            """));

    [Fact]
    public void A_retweet_is_its_author_s_voice_with_the_original_s_words() => Assert.Equal(
        ["post 330685789241491456 by 5: Original words repost of 3"],
        Told.Of("""
            {"created_at":"Sat May 04 14:10:10 +0000 2013","id_str":"330685789241491456","text":"RT @a: Original w…","user":{"id_str":"5"},
            "retweeted_status":{"id_str":"3","text":"Original w…","user":{"id_str":"2"},"extended_tweet":{"full_text":"Original words"}}}
            """));

    [Theory]
    [InlineData("""{"delete":{"status":{"id":3,"user_id":5,"id_str":"3","user_id_str":"5"},"timestamp_ms":"1443996128560"}}""", "delete 3 by 5")]
    [InlineData("""{"limit":{"track":12}}""", "left out: NotAPost")]
    [InlineData("""{"scrub_geo":{"user_id":5}}""", "left out: NotAPost")]
    public void Notices_of_the_stream(string message, string told) => Assert.Equal([told], Told.Of(message));

    [Theory]
    [InlineData("330685789241491456", 1_367_676_610_000)]
    [InlineData("20", null)]
    [InlineData("x", null)]
    public void An_id_tells_its_second(string id, long? time) =>
        Assert.Equal(time, ScoopDetector.Host.Sources.X.Snowflake.TimeOf(id) is { } moment ? moment / 1000 * 1000 : null);
}
