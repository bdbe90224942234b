using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Desk.Access;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.News;
using Xunit;

namespace ScoopDetector.Host.Tests.News;

public sealed class NewsWatchTests : IDisposable
{
    private static readonly DateTimeOffset Seven = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
    private static readonly Who Ada = new("Ada", Role.Editor);

    private readonly OpenDesk _open = new();

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
    public void After_a_restart_alerts_are_held_against_what_was_out_by_then_and_verdicts_still_hold()
    {
        Headline[] past = [Headline("h2", minute: 50, "Tram leaves its rails again"), Headline("h1", minute: -3, "Tram leaves its rails")];
        Post(Listen(past), "tram");
        Desk.Do(Refuse("Yle h1"), Ada);

        var again = Listen(past);
        var covered = again.Cover(Named("tram"));
        Assert.Equal("unreported", covered.Coverage.Status);

        again.Hear(Headline("h3", minute: 60, "Parliament votes on budget"));
        Assert.Equal(["Yle h1 Refused", "Yle h2 Match"], again.MentionsOf("tram").Select(mention => $"{mention.Headline.Key} {mention.Standing}"));
    }

    public void Dispose() => _open.Dispose();

    private NewsWatch Listen(params Headline[] past)
    {
        var news = new NewsWatch(new(), Seven, () => past, new FakeTimeProvider());
        Desk.Listen(news);
        return news;
    }

    private void Post(NewsWatch news, string eventId) => Desk.Post(news.Cover(Named(eventId)));

    /// <summary>Without a name nothing is matched.</summary>
    private static Alert Named(string eventId) => SomeAlert.Of(eventId, level: AlertLevel.Alert, headline: "A Tram is off its Rails") with { Terms = ["Tram", "Rails"] };

    private static Deed Refuse(string key) => new(ActKind.Refuse, "tram", Into: key, Text: "its words");

    private static Headline Headline(string id, double minute, string title) => new() { Id = id, Source = "Yle", Title = title, PublishedAt = Seven.AddMinutes(minute), FirstSeenAt = Seven.AddMinutes(minute), Url = $"https://yle.example/{id}" };
}
