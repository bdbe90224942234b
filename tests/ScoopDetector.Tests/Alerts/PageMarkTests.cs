using ScoopDetector.Alerts;
using ScoopDetector.Terms;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class PageMarkTests
{
    [Fact]
    public void Two_posts_have_one_mark_that_link_to_one_page_however_they_write_it() => Assert.Equal(
        Assert.Single(PageMark.Of(Some.Digest("see https://www.news.example/a?utm_source=x"))!), Assert.Single(PageMark.Of(Some.Digest("http://news.example/a/ what is this"))!));

    [Fact]
    public void A_post_without_links_has_no_marks() => Assert.Null(PageMark.Of(Some.Digest("what is this")));

    [Fact]
    public void What_is_read_of_marks_are_the_links_of_the_post_and_of_others_nothing()
    {
        var post = Some.Digest("both https://news.example/a and https://news.example/b");
        var evidence = new AlertEvidence("p", "2026-03-02T12:00:00.000Z", "a", "first", Links: [.. PageMark.Of(post)!, "no mark", ""]);

        Assert.Equal(post.Terms.Select(use => use.Term).Where(term => term.Kind == TermKind.Link), PageMark.Read(evidence));
    }
}
