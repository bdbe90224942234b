using System.Text;
using CsCheck;
using ScoopDetector.Host.News;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class EditWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private EditWatch _watch = new(new());

    [Fact]
    public void A_page_that_three_people_edit_within_ten_minutes_is_told_with_the_third()
    {
        var told = new[] { Take(0, "ann"), Take(4, "ben"), Take(9, "cleo") };

        Assert.Equal([false, false, true], told.Select(headline => headline is not null));
        Assert.Equal(
            new Headline { Id = "id9", Source = "Wikipedia (en)", Title = "Elbe flood", Url = "https://en.wikipedia.org/wiki/Elbe_flood", Language = "en", FirstSeenAt = Noon.AddMinutes(9), Channel = NewsChannel.Encyclopedia },
            told[2]);
    }

    [Fact]
    public void One_who_edits_often_is_one() => Assert.All(Enumerable.Range(0, 9), minute => Assert.Null(Take(minute, minute % 2 == 0 ? "ann" : "ben")));

    [Fact]
    public void Whoever_edited_before_that_time_does_not_count()
    {
        Take(0, "ann");
        Take(8, "ben");

        Assert.Null(Take(10, "cleo"));
        Assert.NotNull(Take(11, "dan"));
    }

    [Fact]
    public void A_page_is_told_again_only_after_an_hour()
    {
        var told = Enumerable.Range(0, 90).Where(minute => Take(minute, $"person {minute}") is not null);

        Assert.Equal([2, 62], told);
    }

    [Fact]
    public void The_same_title_in_another_wiki_is_another_page()
    {
        Take(0, "ann");
        Take(1, "ben");

        Assert.Null(Take(2, "cleo", wiki: "dewiki"));
    }

    [Fact]
    public void Wikis_that_are_not_listed_are_not_looked_at_and_an_empty_list_means_all()
    {
        Assert.All(Enumerable.Range(0, 5), minute => Assert.Null(Take(minute, $"{minute}", wiki: "xywiki")));
        _watch = new(new() { Wikis = [] });
        Assert.Contains(Enumerable.Range(0, 5), minute => Take(minute, $"{minute}", wiki: "xywiki") is not null);
    }

    [Fact]
    public void After_a_gap_edits_count_for_when_they_were_made()
    {
        // An hour of them comes at once.
        Assert.All(Enumerable.Range(0, 12), i => Assert.Null(_watch.Take(Edit(i * 5.1, $"{i}"), Noon.AddMinutes(61))));
    }

    [Fact]
    public void What_is_kept_is_bounded_by_time_and_by_number()
    {
        _watch = new(new() { Remember = 1000 });
        for (var i = 0; i < 20_000; i++)
        {
            _watch.Take(Edit(i / 60_000.0, "ann", title: $"page {i}"), Noon.AddMinutes(1));
        }
        Assert.InRange(_watch.Pages, 900, 1000);

        Take(30, "ann");
        Assert.Equal(1, _watch.Pages);
    }

    [Theory]
    [InlineData("\"type\":\"edit\"", "\"type\":\"log\"")]
    [InlineData("\"type\":\"edit\"", "\"type\":\"categorize\"")]
    [InlineData("\"namespace\":0", "\"namespace\":1")]
    [InlineData("\"bot\":false", "\"bot\":true")]
    [InlineData("\"domain\":\"en.wikipedia.org\"", "\"domain\":\"canary\"")]
    [InlineData("\"user\":\"ann\"", "\"user\":7")]
    [InlineData("{\"meta\"", "[{\"meta\"")]
    public void What_is_no_edit_of_an_article_by_a_person_is_left_out(string part, string instead)
    {
        Assert.NotNull(PageEdit.Read(Event));
        Assert.Contains(part, Event, StringComparison.Ordinal);
        Assert.Null(PageEdit.Read(Event.Replace(part, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public void Whatever_is_done_to_an_event_it_is_an_edit_or_none_and_nothing_throws() => Gen.Select(Gen.Int[0, Event.Length - 1], Gen.Byte, Gen.Int[0, 30]).Sample((at, value, cut) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Event);
        if (PageEdit.Read(Encoding.UTF8.GetString([.. bytes[..at], value, .. bytes[Math.Min(bytes.Length, at + cut)..]])) is { } edit)
        {
            _watch.Take(edit, Noon);
        }
    }, time: 2, threads: 1);

    internal const string Event = """{"meta":{"uri":"https://en.wikipedia.org/wiki/Elbe_flood","id":"id","domain":"en.wikipedia.org","dt":"2026-03-02T12:00:00Z","stream":"mediawiki.recentchange"},"type":"edit","namespace":0,"title":"Elbe flood","comment":"","timestamp":1772452800,"user":"ann","bot":false,"server_name":"en.wikipedia.org","wiki":"enwiki"}""";

    private Headline? Take(int minute, string person, string wiki = "enwiki") => _watch.Take(Edit(minute, person, wiki), Noon.AddMinutes(minute));

    private static PageEdit Edit(double minute, string person, string wiki = "enwiki", string title = "Elbe flood") =>
        new($"id{minute}", wiki, "en.wikipedia.org", title, $"https://en.wikipedia.org/wiki/{title.Replace(' ', '_')}", person, Noon.AddMinutes(minute));
}
