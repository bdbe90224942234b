using ScoopDetector.Alerts;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class MediaLinkTests
{
    [Theory]
    [InlineData("look https://a.example/fire.JPG?x=1 now", true)]
    [InlineData("https://youtu.be/abc", true)]
    [InlineData("https://a.example/fire.jpg.html", false)]
    [InlineData("fire.jpg", false)]
    [InlineData("https://news.example/youtube.com/watch", false)]
    public void A_link_to_a_picture_or_a_video_is_known_by_its_address(string text, bool isMedia) => Assert.Equal(isMedia, MediaLink.IsIn(text));
}
