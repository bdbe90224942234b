using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.News;
using ScoopDetector.Places;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class NewsWatchTests : IDisposable
{
    private static readonly DateTimeOffset Seven = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
    private static readonly Who Ada = new("Ada", Role.Editor);

    private readonly OpenDesk _open = new();
    private readonly FakeTimeProvider _clock = new();

    private Newsdesk Desk => _open.Desk;

    [Fact]
    public void A_headline_changes_what_an_open_event_says_of_the_news_without_a_revision()
    {
        var news = Listen();
        Post(news, "tram");

        news.Hear(Headline("h1", minute: 5, "Tram leaves its rails"));

        var entry = Desk.Store.Find("tram")!;
        Assert.Equal(("reported", "Yle", 240, 1), (entry.Alert.Coverage.Status, entry.Alert.Coverage.Source, entry.Alert.Coverage.LeadSeconds, entry.Alert.Revision));
        Assert.False(entry.IsNews);
    }

    [Fact]
    public void A_headline_about_nothing_that_was_told_changes_nothing()
    {
        var news = Listen();
        Post(news, "tram");
        var before = Desk.Store.Change;

        news.Hear(Headline("h1", minute: 5, "Parliament votes on budget"));

        Assert.Equal(before, Desk.Store.Change);
    }

    [Fact]
    public void What_an_editor_refuses_counts_no_more_until_that_is_undone()
    {
        var news = Listen();
        Post(news, "tram");
        news.Hear(Headline("h1", minute: 5, "Tram leaves its rails"));

        var act = Desk.Do(Refuse("Yle h1"), Ada)!;
        Assert.Equal("Tram leaves its rails", act.Text);
        Assert.Equal("unreported", Desk.Store.Find("tram")!.Alert.Coverage.Status);

        Desk.Undo(act.Id, Ada);
        Assert.Equal("reported", Desk.Store.Find("tram")!.Alert.Coverage.Status);
    }

    [Fact]
    public void Of_two_verdicts_the_later_holds_and_without_it_the_first()
    {
        var news = Listen();
        Post(news, "tram");
        news.Hear(Headline("h1", minute: 5, "Tram leaves its rails"));
        Desk.Do(Refuse("Yle h1"), Ada);

        var confirmed = Desk.Do(Refuse("Yle h1") with { Kind = ActKind.Confirm }, Ada)!;
        Assert.Equal(MentionStanding.Confirmed, news.MentionsOf("tram").Single().Standing);

        Desk.Undo(confirmed.Id, Ada);
        Assert.Equal(MentionStanding.Refused, news.MentionsOf("tram").Single().Standing);
    }

    [Fact]
    public void A_verdict_on_what_is_no_headline_of_the_event_names_the_field()
    {
        var news = Listen();
        Post(news, "tram");

        Assert.Equal(("into", "is 'Yle h9': no such headline is known of this event."), Assert.Single(Desk.Faults(Refuse("Yle h9"))));
        Desk.Listen(null);
        Assert.Equal(("into", "is 'Yle h9': this run hears no news."), Assert.Single(Desk.Faults(Refuse("Yle h9"))));
        Assert.Equal("into", Assert.Single(Desk.Faults(new(ActKind.Confirm, "tram"))).Field);
    }

    [Fact]
    public void What_a_feed_shows_again_after_a_restart_is_known_and_an_editors_refusal_still_holds()
    {
        Post(Listen(), "tram");
        Desk.News!.Hear(Headline("h1", minute: 5, "Tram leaves its rails"));
        Desk.Do(Refuse("Yle h1"), Ada);

        var again = Listen();
        Post(again, "tram");
        Assert.True(again.Hear(Headline("h1", minute: 5, "Tram leaves its rails")));
        Assert.False(again.Hear(Headline("h1", minute: 5, "Tram leaves its rails") with { PublishedAt = Seven.AddMinutes(-20) }));

        Assert.Equal(["Yle h1 Refused"], again.MentionsOf("tram").Select(mention => $"{mention.Headline.Key} {mention.Standing}"));
        Assert.Equal("unreported", Desk.Store.Find("tram")!.Alert.Coverage.Status);
    }

    [Fact]
    public void Whatever_comes_first_after_a_restart_the_lead_is_counted_from_when_the_newsroom_was_alerted()
    {
        var news = Listen();
        Desk.Post(Named("tram") with { Level = AlertLevel.Watch });
        Desk.Post(Named("tram", revision: 3));

        // Of a compacted topic only the last revision is left; and the headlines are read before it.
        news.Hear(Headline("h1", minute: 2, "Tram leaves its rails"));
        Desk.Post(news.Cover(Named("tram", revision: 3) with { State = AlertState.Closed }, Desk.ToldOf("tram")));

        Assert.Equal(-60, Desk.Store.Find("tram")!.Alert.Coverage.LeadSeconds);
        var lead = Assert.Single(news.Ledger().Leads);
        Assert.Equal(("2026-03-02T07:01:00.000Z", "2026-03-02T07:03:00.000Z", -60), (lead.WatchAt, lead.AlertAt, lead.Seconds));
    }

    [Fact]
    public void Where_no_headline_is_known_what_the_store_has_stays()
    {
        Post(Listen(), "tram");
        Desk.News!.Hear(Headline("h1", minute: 5, "Tram leaves its rails"));

        Post(Listen(), "tram");

        Assert.Equal("reported", Desk.Store.Find("tram")!.Alert.Coverage.Status);
    }

    [Fact]
    public void A_live_alert_is_in_the_news_that_its_people_link_to_and_in_that_of_its_country_in_another_language()
    {
        var news = new NewsWatch(new(), Desk.Places, () => Seven, _clock);
        Desk.Listen(news);
        var page = new AlertEvidence("p1", "2026-03-02T07:00:00.000Z", "mia", "first", Links: [$"{new NewsWords(Gazetteer.None).LinksOf("https://news.example/a"u8).Single().Value:x16}"]);
        Post(news, "tram");
        Desk.Post(news.Cover(Named("linked") with { Headline = "what is that noise", Terms = ["noise"], Evidence = [page] }));
        Desk.Post(news.Cover(Named("abroad") with { Headline = "Al menos 35 muertos tras descarrilamiento de tren", Terms = ["tren"], Places = ["Santiago de Compostela, Spain"] }));

        news.Hear(Headline("h1", minute: 5, "It is the new tower") with { Url = "http://www.news.example/a/?utm_source=x" });
        news.Hear(Headline("h2", minute: 6, "Spain train crash: what we know"));

        Assert.Equal(("unreported", "h1", "h2"), (Desk.Store.Find("tram")!.Alert.Coverage.Status, Assert.Single(news.MentionsOf("linked")).Headline.Id, Assert.Single(news.MentionsOf("abroad"), mention => mention.Counts).Headline.Id));
    }

    [Fact]
    public void Nothing_is_missed_before_anything_could_be_told()
    {
        DateTimeOffset? since = null;
        var news = new NewsWatch(new(), Gazetteer.None, () => since, _clock);
        foreach (var outlet in new[] { "Yle", "BBC", "AFP", "DPA" })
        {
            news.Hear(Headline(outlet, minute: 5, "Dam breaks at Oroville") with { Source = outlet });
        }

        Assert.Equal(0, news.Ledger().Missed);
        since = Seven;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, news.Ledger().Missed);
    }

    public void Dispose() => _open.Dispose();

    private NewsWatch Listen()
    {
        var news = new NewsWatch(new(), Gazetteer.None, () => Seven, _clock);
        Desk.Listen(news);
        return news;
    }

    private void Post(NewsWatch news, string eventId) => Desk.Post(news.Cover(Named(eventId)));

    /// <summary>Without a name nothing is matched.</summary>
    private static Alert Named(string eventId, int revision = 1) => SomeAlert.Of(eventId, revision, AlertLevel.Alert, "A Tram is off its Rails") with { Terms = ["Tram", "Rails"] };

    private static Deed Refuse(string key) => new(ActKind.Refuse, "tram", Into: key, Text: "whatever");

    private static Headline Headline(string id, double minute, string title) => new() { Id = id, Source = "Yle", Title = title, PublishedAt = Seven.AddMinutes(minute), FirstSeenAt = Seven.AddMinutes(minute), Url = $"https://yle.example/{id}" };
}
