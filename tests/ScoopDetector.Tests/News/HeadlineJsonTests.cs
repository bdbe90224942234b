using System.Text;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Tests.News;

public sealed class HeadlineJsonTests
{
    [Fact]
    public void A_headline_is_read_back_as_it_was_written()
    {
        var headline = new Headline
        {
            Id = "1",
            Source = "A",
            Title = "Fire at \"the\" harbour",
            Summary = "Smoke",
            Url = "https://a.example/1",
            Language = "en",
            PublishedAt = new(2026, 3, 2, 6, 0, 0, 123, TimeSpan.Zero),
            FirstSeenAt = new(2026, 3, 2, 6, 1, 0, TimeSpan.Zero),
            IsTrusted = false,
            Channel = NewsChannel.Warning,
        };

        Assert.Equal(headline, HeadlineJson.Read(HeadlineJson.Write(headline)));
    }

    [Fact]
    public void Of_a_recording_the_published_time_counts() => Assert.Equal(
        new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero),
        Read("""{"id":"1","published_at":"2026-03-02T06:00:00Z","source":"A","title":"Fire"}""")!.At);

    [Theory]
    [InlineData("""{"id":"https://a.example/1","published_at":"2026-03-02T06:00:00Z","source":"A"}""", "https://a.example/1")]
    [InlineData("""{"kind":"tweet","id":"7","published_at":"2026-03-02T06:00:00Z","source":"@a"}""", "https://twitter.com/a/status/7")]
    public void Where_there_is_no_title_the_page_is_known(string line, string url) => Assert.Equal(url, Read(line)!.Url);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"id":"1","source":"A","title":"Fire"}""")]
    [InlineData("""{"id":"1","published_at":null,"source":"A","title":"Fire"}""")]
    [InlineData("""{"id":"1","published_at":"2026-03-02T06:00:00Z","source":"A","title":""}""")]
    [InlineData("""{"id":"1","published_at":"0001-01-01T00:00:00Z","source":"A","title":"Fire"}""")]
    [InlineData("""{"id":"1","published_at":"2026-03-02T06:00:00Z","source":"A","title":"\ud83d"}""")]
    public void What_is_no_headline_is_none(string line) => Assert.Null(Read(line));

    private static Headline? Read(string line) => HeadlineJson.Read(Encoding.UTF8.GetBytes(line));
}
