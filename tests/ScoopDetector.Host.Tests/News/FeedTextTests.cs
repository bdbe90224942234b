using System.Text;
using CsCheck;
using ScoopDetector.Host.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class FeedTextTests
{
    private const string Rss = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>News</title><ttl>5</ttl><image><url>https://a.example/logo.png</url></image>
        <item><title>Fire at the harbour</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Mon, 02 Mar 2026 06:00:00 GMT</pubDate><description>&lt;p&gt;Smoke &amp;amp; flames&lt;/p&gt;</description></item>
        <item><title><![CDATA[Strike & talks]]></title><link>https://a.example/2</link><pubDate>Mon, 02 Mar 2026 01:30:00 EST</pubDate></item>
        </channel></rss>
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
        <entry><id>urn:1</id><title type="html">Fire &amp;amp; smoke</title><link rel="self" href="https://a.example/self"/><link rel="alternate" href="https://a.example/1"/><updated>2026-03-02T07:00:00+01:00</updated></entry></feed>
        """;

    private const string Sitemap = """
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc>https://a.example/1</loc><news:news><news:publication><news:name>A</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2026-03-02T06:00:00Z</news:publication_date><news:title>Fire at the harbour</news:title></news:news></url></urlset>
        """;

    private static readonly DateTimeOffset Six = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rss_is_read_with_its_times_its_escapes_and_its_wish_not_to_be_asked_too_often()
    {
        var feed = FeedText.Read(Encoding.UTF8.GetBytes(Rss));

        Assert.Equal(
            [new("g1", "Fire at the harbour", "Smoke & flames", "https://a.example/1", Six), new("https://a.example/2", "Strike & talks", "", "https://a.example/2", Six.AddMinutes(30))],
            feed.Items);
        Assert.Equal(TimeSpan.FromMinutes(5), feed.TimeToLive);
        Assert.Null(feed.Fault);
    }

    [Fact]
    public void Atom_is_read() => Assert.Equal([new("urn:1", "Fire & smoke", "", "https://a.example/1", Six)], FeedText.Read(Encoding.UTF8.GetBytes(Atom)).Items);

    [Fact]
    public void A_sitemap_for_news_is_read() => Assert.Equal([new("https://a.example/1", "Fire at the harbour", "", "https://a.example/1", Six)], FeedText.Read(Encoding.UTF8.GetBytes(Sitemap)).Items);

    [Fact]
    public void Of_a_feed_that_breaks_off_the_beginning_counts()
    {
        var feed = FeedText.Read(Encoding.UTF8.GetBytes(Rss[..Rss.IndexOf("Strike", StringComparison.Ordinal)]));

        Assert.Equal(["g1"], feed.Items.Select(item => item.Id));
        Assert.NotNull(feed.Fault);
    }

    [Theory]
    [InlineData("Caf&eacute; burns", "Café burns")]
    [InlineData("Fish & chips", "Fish & chips")]
    [InlineData("A&nothing; B", "A&nothing; B")]
    [InlineData("\u0000\u000BFire", "Fire")]
    public void What_makes_strict_readers_give_up_is_mended(string written, string title) =>
        Assert.Equal(title, FeedText.Read(Encoding.UTF8.GetBytes($"<rss><channel><item><title>{written}</title><guid>1</guid></item></channel></rss>")).Items.Single().Title);

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("shift_jis")]
    public void Old_alphabets_are_read(string charset)
    {
        var text = charset == "shift_jis" ? "地震です" : "Пожар в порту";
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(charset)!.GetBytes($"<rss><channel><item><title>{text}</title><guid>1</guid></item></channel></rss>");

        Assert.Equal(text, FeedText.Read(bytes, charset).Items.Single().Title);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("utf-7")]
    [InlineData("no-such-alphabet")]
    public void A_charset_that_is_none_is_taken_for_UTF8(string charset) =>
        Assert.Equal("Fire", FeedText.Read(Encoding.UTF8.GetBytes("<rss><channel><item><title>Fire</title><guid>1</guid></item></channel></rss>"), charset).Items.Single().Title);

    [Fact]
    public void An_item_whose_time_cannot_be_read_is_an_item_without_one() =>
        Assert.Null(FeedText.Read(Encoding.UTF8.GetBytes("<rss><channel><item><title>Fire</title><guid>1</guid><pubDate>yesterday</pubDate></item></channel></rss>")).Items.Single().PublishedAt);

    [Fact]
    public void Whatever_is_done_to_a_feed_nothing_throws() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 900], Gen.Int[0, 40], Gen.String[0, 6]).Sample((which, at, length, instead) =>
        {
            var text = new[] { Rss, Atom, Sitemap }[which];
            var start = Math.Min(at, text.Length);
            FeedText.Read(Encoding.UTF8.GetBytes(text[..start] + instead + text[Math.Min(text.Length, start + length)..]));
        }, time: 2);
}
