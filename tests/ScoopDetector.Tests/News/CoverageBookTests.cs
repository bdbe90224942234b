using ScoopDetector.Alerts;
using ScoopDetector.News;
using ScoopDetector.Places;
using ScoopDetector.Tests.Support;
using Xunit;

namespace ScoopDetector.Tests.News;

public sealed class CoverageBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly CoverageOptions _options = new();
    private readonly CoverageBook _book;
    private int _headlines;

    public CoverageBookTests()
    {
        _book = new(_options, Gazetteer.Shipped);
        foreach (var title in new[] { "Parliament votes on the budget", "Officials confirm new rules for trains", "Live: cup final", "What we know so far about the merger", "Budget: what we know so far", "Officials confirm talks" })
        {
            Report(-600, title);
        }
    }

    [Fact]
    public void What_no_headline_is_about_is_unreported() => Assert.Equal(AlertCoverage.Unreported, Alert("e1", 0, "Smoke over Helsinki", "Helsinki", "smoke"));

    [Fact]
    public void What_the_news_had_already_is_marked_so_with_a_lead_below_zero()
    {
        Report(-10, "Fire in Helsinki harbour", "Yle");

        var coverage = Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Assert.Equal(("reported", "Yle", -600), (coverage.Status, coverage.Source, coverage.LeadSeconds));
    }

    [Fact]
    public void Once_a_headline_comes_the_next_revision_says_so_with_the_lead()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(7, "Fire in Helsinki harbour", "Yle");

        Assert.Equal(420, Alert("e1", 8, "Smoke over Helsinki harbour", "Helsinki", "harbour").LeadSeconds);
    }

    [Fact]
    public void What_was_in_the_news_months_before_is_none_about_the_event_however_late_it_is_seen()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(-60 * 24 * 60, "Fire in Helsinki harbour", "Yle");

        Alert("e1", 8, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Assert.Empty(_book.MentionsOf("e1"));
    }

    [Fact]
    public void A_headline_about_the_same_place_and_another_matter_is_none_about_the_event()
    {
        Report(-10, "Helsinki mayor resigns over school budget scandal");

        Assert.Equal("unreported", Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour").Status);
    }

    [Fact]
    public void What_happened_without_where_is_not_enough()
    {
        Report(-10, "Fire and smoke in Lisbon");

        Assert.Equal("unreported", Alert("e1", 0, "Fire and smoke over Helsinki", "Helsinki", "fire", "smoke").Status);
    }

    [Fact]
    public void A_link_to_the_page_settles_it_whatever_the_words()
    {
        _book.Accept(new Headline { Id = "h", Source = "A", Title = "", Url = "https://news.example/a", PublishedAt = Noon.AddMinutes(-3) });
        var page = PageMark.Of(Some.Digest("look https://www.news.example/a?utm_source=x"));

        var coverage = _book.Accept(SomeAlert("e1", 0, "What is that noise", ["noise"]) with { Evidence = [new("p1", "2026-03-02T12:00:00.000Z", "a", "first", Links: page)] });

        Assert.Equal(-180, coverage.LeadSeconds);
    }

    [Fact]
    public void A_headline_of_the_week_before_is_about_something_else()
    {
        Report(-60 * 49, "Fire in Helsinki harbour");

        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Assert.Empty(_book.MentionsOf("e1"));
    }

    [Theory]
    [InlineData(-2, "reported", MentionStanding.Match)]
    [InlineData(-60 * 6, "unreported", MentionStanding.OtherTime)]
    public void The_same_words_hours_before_anybody_spoke_of_it_may_be_about_something_else(double minute, string status, MentionStanding standing)
    {
        Report(minute, "Fire in Helsinki harbour");

        Assert.Equal(status, Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour").Status);
        Assert.Equal(standing, Assert.Single(_book.MentionsOf("e1")).Standing);
    }

    [Fact]
    public void The_same_words_hours_after_people_ceased_to_speak_of_it_may_be_about_something_else()
    {
        Alert("over", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Alert("goes on", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Alert("goes on", 60 * 6, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Report(60 * 6.2, "Fire in Helsinki harbour");

        Assert.Equal(("unreported", "reported"), (_book.CoverageOf("over").Status, _book.CoverageOf("goes on").Status));
    }

    [Fact]
    public void In_the_silence_between_two_turns_of_an_event_nobody_spoke_of_it()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Alert("e1", 60 * 20, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Report(60 * 10, "Fire in Helsinki harbour");

        Assert.Equal(("unreported", MentionStanding.OtherTime), (_book.CoverageOf("e1").Status, _book.MentionsOf("e1").Single().Standing));
    }

    [Fact]
    public void That_an_event_is_over_does_not_mean_that_people_still_speak_of_it()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        _book.Accept(SomeAlert("e1", 60 * 6, "Smoke over Helsinki harbour", ["Helsinki", "harbour"]) with { State = AlertState.Closed });

        Report(60 * 6.2, "Fire in Helsinki harbour");

        Assert.Equal("unreported", _book.CoverageOf("e1").Status);
    }

    [Fact]
    public void Where_only_the_end_of_an_event_is_left_people_spoke_of_it_when_it_is_known_to_have_been_told()
    {
        var end = SomeAlert("e1", 60 * 6, "Smoke over Helsinki harbour", ["Helsinki", "harbour"]) with { State = AlertState.Closed };
        _book.Accept(end, new(Noon, Noon.AddMinutes(2)));

        Report(-2, "Fire in Helsinki harbour", "Yle");
        Report(60 * 6.2, "Fire in Helsinki harbour", "BBC");

        Assert.Equal([MentionStanding.Match, MentionStanding.OtherTime], _book.MentionsOf("e1").Select(mention => mention.Standing));
    }

    [Fact]
    public void What_was_silent_for_hours_and_goes_on_is_found_in_the_headlines_from_just_before()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(60 * 6, "Fire in Helsinki harbour");

        Assert.Equal("reported", Alert("e1", 60 * 6.2, "Smoke over Helsinki harbour", "Helsinki", "harbour").Status);
    }

    [Fact]
    public void However_often_it_is_told_a_headline_is_about_it_that_came_between_two_revisions()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(60, "Fire burns near Helsinki harbour after a long night of rain and gales");
        Assert.Equal("unreported", _book.CoverageOf("e1").Status);

        Assert.Equal("reported", Enumerable.Range(1, 3).Select(turn => Alert("e1", 20 * turn, "Smoke over Helsinki harbour", "Helsinki", "harbour")).Last().Status);
    }

    [Theory]
    [InlineData("Fire in Helsinki harbour", LeadOutcome.Unsettled)]
    [InlineData("Dam breaks at Oroville", LeadOutcome.Earlier)]
    public void No_lead_is_claimed_where_something_alike_was_out_hours_before(string before, LeadOutcome outcome)
    {
        Report(-60 * 6, before);
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(30, "Fire in Helsinki harbour");
        Report(60 * 30, "Budget passes");

        Assert.Equal(outcome, Assert.Single(LeadLedger.Of(_book, _options).Leads).Outcome);
    }

    [Fact]
    public void What_has_something_alike_hours_later_is_not_said_to_be_never_covered_until_an_editor_says_so()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(60 * 12, "Fire in Helsinki harbour");
        Report(60 * 30, "Budget passes");
        Assert.Equal((1, 0), (LeadLedger.Of(_book, _options).Unsettled, LeadLedger.Of(_book, _options).NeverCovered));

        _book.Judge("e1", _book.MentionsOf("e1")[0].Headline.Key, isAbout: false);

        Assert.Equal((0, 1), (LeadLedger.Of(_book, _options).Unsettled, LeadLedger.Of(_book, _options).NeverCovered));
    }

    [Fact]
    public void A_part_of_the_name_of_a_place_names_nothing()
    {
        Report(5, "United Airlines flight makes emergency landing after fire");
        Report(6, "United Kingdom: fire at a warehouse");

        _book.Accept(SomeAlert("e1", 10, "what a fire", ["fire"]) with { Places = ["Leeds, United Kingdom"] });

        Assert.Equal("United Kingdom: fire at a warehouse", Assert.Single(_book.MentionsOf("e1")).Headline.Title);
    }

    [Fact]
    public void A_watch_that_becomes_an_alert_after_days_is_found_in_the_headlines_of_that_day()
    {
        _book.Accept(SomeAlert("e1", 0, "Smoke over Helsinki harbour", ["Helsinki", "harbour"]) with { Level = AlertLevel.Watch });
        Report(60 * 24 * 9, "Budget passes");
        Alert("e1", 60 * 24 * 9, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Assert.Equal(["e1"], Report((60 * 24 * 9) + 5, "Fire in Helsinki harbour"));
    }

    [Fact]
    public void Where_it_lies_is_a_name_of_the_event_in_whatever_language_its_people_speak()
    {
        Report(5, "Tsunami warning after quake in Italy");
        Report(6, "Tsunami warning after quake in Chile");

        _book.Accept(SomeAlert("e1", 10, "Tsunami! in alto si sente parecchio", ["terremoto", "Bologna"]) with { Places = ["Bologna, Italy"] });

        Assert.Equal("Tsunami warning after quake in Italy", Assert.Single(_book.MentionsOf("e1")).Headline.Title);
    }

    [Fact]
    public void What_people_call_flooding_the_news_may_call_floods()
    {
        Report(-2, "Colorado floods: live updates");

        Assert.Equal("reported", Alert("e1", 0, "Crazy flooding here", "Colorado").Status);
    }

    [Theory]
    [InlineData("Spain train crash: toll rises", "Al menos 35 muertos tras descarrilamiento de tren", "Spain")]
    [InlineData("Descarrilamiento de un tren en España", "That train derailed just outside Santiago", "Santiago de Compostela, Spain")]
    [InlineData("Live: bombings in Boston", "Explosion at the finish line?!", "Boston, United States")]
    public void What_happened_and_where_may_be_said_in_other_words_and_in_another_language(string title, string headline, string place)
    {
        Report(7, title);

        _book.Accept(SomeAlert("e1", 8, headline, ["finish"]) with { Places = [place] });

        Assert.Equal("reported", _book.CoverageOf("e1").Status);
    }

    [Theory]
    [InlineData("大阪の工場で火災、煙がすごい", "大阪", "大阪の工場で火災", "福岡の住宅で火災", "国会で火災保険の法案可決")]
    [InlineData("上海工厂火灾", "上海", "上海工厂火灾现场", "成都一居民楼发生火灾致五人受伤", "火灾保险新规")]
    public void What_happened_is_no_name_though_it_is_written_like_one(string headline, string term, string own, params string[] others)
    {
        Alert("e1", 0, headline, term);

        Report(5, own);
        foreach (var other in others)
        {
            Report(5, other);
        }

        Assert.Equal([own], _book.MentionsOf("e1").Where(mention => mention.Counts).Select(mention => mention.Headline.Title));
    }

    [Fact]
    public void A_happening_in_another_town_of_the_country_is_another()
    {
        _book.Accept(SomeAlert("e1", 0, "huge explosion here", ["explosion"]) with { Places = ["Kyiv, Ukraine"] });

        Report(5, "Explosion in Odesa, Ukraine, injures two");
        Report(5, "Explosion in Kyiv, Ukraine, injures two", "BBC");

        Assert.Equal("BBC", _book.CoverageOf("e1").Source);
    }

    [Fact]
    public void What_the_authors_of_all_links_have_withdrawn_settles_nothing_any_more()
    {
        var told = SomeAlert("e1", 0, "What is that noise", ["noise"]);
        _book.Accept(told with { Evidence = [new("p1", told.FirstSeenAt, "a", "first", Links: PageMark.Of(Some.Digest("https://news.example/a")))] });
        _book.Accept(SomeAlert("e1", 2, "What is that noise", ["noise"]) with { Counts = told.Counts with { Withdrawn = 1 } });

        _book.Accept(new Headline { Id = "h", Source = "A", Title = "", Url = "https://news.example/a", PublishedAt = Noon.AddMinutes(3) });

        Assert.Equal("unreported", _book.CoverageOf("e1").Status);
    }

    [Fact]
    public void A_word_that_was_said_long_ago_and_is_said_again_was_not_said_between()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        for (var hour = 1; hour <= 9; hour++)
        {
            Alert("e1", 60 * hour, "Tram drivers on strike", "Tram", "strike");
        }
        Alert("e1", 60 * 10, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Report(60 * 5, "Fire in Helsinki harbour");

        Assert.Equal("unreported", _book.CoverageOf("e1").Status);
    }

    [Fact]
    public void What_is_said_in_other_words_by_now_is_as_much_about_it_as_what_was_said_in_the_same_words_before()
    {
        _book.Accept(SomeAlert("e1", 0, "earthquake in Valencia", ["Valencia"]) with { Places = ["Valencia, Spain"] });
        for (var hour = 1; hour <= 6; hour++)
        {
            _book.Accept(SomeAlert("e1", 60 * hour, "terremoto en Valencia", ["Valencia"]) with { Places = ["Valencia, Spain"] });
        }

        Report(60 * 6, "Valencia: earthquake");
        Report(60 * 6, "Valencia: terremoto");

        Assert.All(_book.MentionsOf("e1"), mention => Assert.Equal(mention.Alike, mention.Score, precision: 6));
    }

    [Theory]
    [InlineData("Blast near Quebec: train and bridge destroyed", MentionStanding.Match)]
    [InlineData("Flood near Quebec: train and bridge destroyed", MentionStanding.Maybe)]
    public void What_tells_of_another_kind_of_happening_is_about_half_as_much_about_it(string title, MentionStanding standing)
    {
        Alert("e1", 0, "Explosion of a train in Quebec", "Quebec", "train");

        Report(7, title);

        Assert.Equal(standing, Assert.Single(_book.MentionsOf("e1")).Standing);
    }

    [Theory]
    [InlineData("Trudeau in Calgary after flood takes bridge and many homes there", MentionStanding.Match)]
    [InlineData("Trudeau in Brisbane after flood takes bridge and many homes there", MentionStanding.Maybe)]
    public void What_lies_elsewhere_is_about_half_as_much_about_it(string title, MentionStanding standing)
    {
        _book.Accept(SomeAlert("e1", 0, "So the flood took the bridge, says Trudeau", ["bridge", "Trudeau"]) with { Places = ["Calgary, Canada"] });

        Report(7, title);

        Assert.Equal(standing, Assert.Single(_book.MentionsOf("e1")).Standing);
    }

    [Fact]
    public void What_an_event_said_hours_ago_is_not_what_it_says_now()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        for (var hour = 1; hour <= 6; hour++)
        {
            Alert("e1", 60 * hour, "Tram drivers on strike", "Tram", "strike");
        }

        Report(60 * 6.1, "Fire in Helsinki harbour", "Yle");
        Report(60 * 6.1, "Tram strike goes on", "BBC");

        Assert.Equal(("BBC", MentionStanding.OtherTime), (_book.CoverageOf("e1").Source, _book.MentionsOf("e1")[0].Standing));
    }

    [Theory]
    [InlineData(-75, "unreported")]
    [InlineData(75, "reported")]
    public void After_a_happening_the_news_may_take_longer_than_it_can_be_ahead(double minute, string status)
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Report(minute, "Fire burns in Helsinki harbour after night of storms");

        Assert.Equal(status, _book.CoverageOf("e1").Status);
    }

    [Fact]
    public void Scripts_without_capitals_and_spaces_are_matched_too()
    {
        Report(-10, "台湾花蓮で強い地震");

        Assert.Equal("reported", Alert("e1", 0, "花蓮の地震すごい", "花蓮", "地震").Status);
    }

    [Fact]
    public void The_ledger_counts_earlier_tied_later_and_never_covered()
    {
        Alert("early", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Alert("tied", 1, "Derailed near Porto Campanha", "Porto", "Campanha");
        Alert("never", 2, "Meteor over Chelyabinsk", "Chelyabinsk", "meteor");
        Report(2, "Train off the rails at Porto Campanha");
        Report(20, "Fire in Helsinki harbour");
        Report(30, "Dam breaks at Oroville");
        Alert("late", 40, "Oroville dam breaks", "Oroville", "dam");
        Report(60 * 30, "Budget passes");

        var ledger = LeadLedger.Of(_book, _options);

        Assert.Equal(
            ["early Earlier 1200", "tied Tied 60", "never NeverCovered 86400", "late Later -600"],
            ledger.Leads.Select(lead => $"{lead.EventId} {lead.Outcome} {lead.Seconds:0}"));
        Assert.Equal((4, 1, 1, 1, 1), (ledger.Events, ledger.Earlier, ledger.Tied, ledger.Later, ledger.NeverCovered));
        Assert.Equal(60, ledger.MedianSeconds);
        Assert.Equal(60, ledger.SurvivalMedianSeconds);
        Assert.InRange(ledger.MedianInterval![0], -600, 60);
    }

    [Fact]
    public void What_was_only_watched_is_not_in_the_ledger()
    {
        _book.Accept(SomeAlert("e1", 0, "Smoke", ["Smoke"]) with { Level = AlertLevel.Watch });

        Assert.Equal(0, LeadLedger.Of(_book, _options).Events);
    }

    [Fact]
    public void A_headline_tells_which_events_it_makes_a_difference_to()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Alert("e2", 0, "Derailed near Porto Campanha", "Porto", "Campanha");

        Assert.Equal(["e1"], Report(7, "Fire in Helsinki harbour"));
        Assert.Equal([], Report(8, "Dam breaks at Oroville"));
    }

    [Fact]
    public void What_is_less_alike_counts_once_an_editor_has_confirmed_it()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(7, "Helsinki mayor speaks of school budget, museum, tram fares, football, parks and harbour");
        var mention = Assert.Single(_book.MentionsOf("e1"));
        Assert.Equal((MentionStanding.Maybe, "unreported"), (mention.Standing, _book.CoverageOf("e1").Status));

        _book.Judge("e1", mention.Headline.Key, isAbout: true);

        Assert.Equal((MentionStanding.Confirmed, "reported"), (_book.MentionsOf("e1")[0].Standing, _book.CoverageOf("e1").Status));
    }

    [Fact]
    public void What_an_editor_refuses_counts_no_more_and_what_is_taken_back_counts_again()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(7, "Fire in Helsinki harbour", "Yle");
        Report(9, "Helsinki harbour on fire", "BBC");
        var first = _book.MentionsOf("e1")[0].Headline.Key;

        _book.Judge("e1", first, isAbout: false);
        Assert.Equal(("BBC", 540), (_book.CoverageOf("e1").Source, _book.CoverageOf("e1").LeadSeconds));

        _book.Judge("e1", first, isAbout: null);
        Assert.Equal(("Yle", 420), (_book.CoverageOf("e1").Source, _book.CoverageOf("e1").LeadSeconds));
    }

    [Fact]
    public void A_verdict_holds_for_an_event_and_a_headline_that_are_yet_to_come()
    {
        _book.Judge("e1", $"Yle h{_headlines}", isAbout: false);
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(7, "Fire in Helsinki harbour", "Yle");

        Assert.Equal(("unreported", MentionStanding.Refused), (_book.CoverageOf("e1").Status, _book.MentionsOf("e1").Single().Standing));
    }

    [Theory]
    [InlineData(NewsChannel.Warning)]
    [InlineData(NewsChannel.Encyclopedia)]
    public void A_warning_or_an_encyclopedia_corroborates_and_is_no_news(NewsChannel channel)
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(-5, "Fire in Helsinki harbour", "Pelastuslaitos", channel);

        var coverage = _book.CoverageOf("e1");

        Assert.Equal(("unreported", null), (coverage.Status, coverage.LeadSeconds));
        Assert.Equal((channel.ToString().ToLowerInvariant(), "Pelastuslaitos"), (coverage.Corroborated!.Single().Channel, coverage.Corroborated![0].Source));
        Assert.Equal(1, LeadLedger.Of(_book, _options).NeverCovered);
    }

    [Fact]
    public void An_index_tells_that_something_was_covered_and_never_when()
    {
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");
        Report(60, "Fire in Helsinki harbour", "GDELT", NewsChannel.Index);

        var ledger = LeadLedger.Of(_book, _options);

        Assert.Equal(("indexed", null), (_book.CoverageOf("e1").Status, _book.CoverageOf("e1").LeadSeconds));
        Assert.Equal((1, 0, 0), (ledger.Indexed, ledger.NeverCovered, ledger.Earlier));
        Assert.Null(ledger.MedianSeconds);
    }

    [Theory]
    [InlineData("Helsinki", 0)]
    [InlineData("Oslo", 1)]
    public void What_many_outlets_carried_and_no_alert_was_about_is_a_miss(string alertedPlace, int missed)
    {
        Alert("e1", 0, $"Smoke over {alertedPlace} harbour", alertedPlace, "harbour");
        foreach (var outlet in new[] { "Yle", "BBC", "AFP", "BBC", "DPA" })
        {
            Report(5, "Fire burns in Helsinki harbour", outlet);
        }
        Report(6, "Cup final ends in Oslo", "Yle");

        var ledger = LeadLedger.Of(_book, _options);

        Assert.Equal((1, missed), (ledger.Carried, ledger.Missed));
        Assert.All(ledger.Misses, miss => Assert.Equal(("Fire burns in Helsinki harbour", "Yle", 4, false), (miss.Title, miss.Source, miss.Outlets, miss.WasOnWatch)));
    }

    [Fact]
    public void A_miss_that_was_on_watch_is_told_as_such()
    {
        _book.Accept(SomeAlert("e1", 0, "Smoke over Helsinki harbour", ["Helsinki", "harbour"]) with { Level = AlertLevel.Watch });
        foreach (var outlet in new[] { "Yle", "BBC", "AFP", "DPA" })
        {
            Report(5, "Fire burns in Helsinki harbour", outlet);
        }

        Assert.True(LeadLedger.Of(_book, _options).Misses.Single().WasOnWatch);
    }

    [Fact]
    public void Fewer_outlets_and_stories_from_before_anything_could_be_told_are_no_misses()
    {
        _book.Since = Noon.AddMinutes(4);
        foreach (var outlet in new[] { "Yle", "BBC", "AFP", "DPA" })
        {
            Report(3, "Fire burns in Helsinki harbour", outlet);
        }
        foreach (var outlet in new[] { "Yle", "BBC", "AFP" })
        {
            Report(5, "Train derails near Porto Campanha", outlet);
        }

        Assert.Equal((0, 0), (LeadLedger.Of(_book, _options).Carried, LeadLedger.Of(_book, _options).Missed));
    }

    private AlertCoverage Alert(string id, double minute, string headline, params string[] terms) => _book.Accept(SomeAlert(id, minute, headline, terms));

    private static Alert SomeAlert(string id, double minute, string headline, string[] terms) => new()
    {
        AlertId = $"{id}-1",
        EventId = id,
        Revision = 1,
        State = AlertState.Opened,
        Level = AlertLevel.Alert,
        FirstSeenAt = At(minute - 1),
        AlertedAt = At(minute),
        Headline = headline,
        Terms = terms,
        Languages = [],
        Places = [],
        Counts = new(5, 5, 1, 0, 9, 0),
        Newsworthiness = 1,
        Urgency = 1,
        Novelty = 1,
        Why = [],
        Evidence = [new("p1", At(minute - 1), "a", "first")],
        Flags = new(0, 0, false),
    };

    private static string At(double minute) => ScoopDetector.Time.Moment.Text(Noon.AddMinutes(minute).ToUnixTimeMilliseconds());

    [Fact]
    public void What_is_days_old_when_a_feed_shows_it_joins_no_story_of_today()
    {
        Report(60 * 24 * 20, "Parliament votes on trains");
        foreach (var outlet in new[] { "Yle", "BBC", "AFP", "DPA" })
        {
            Report(0, "Fire burns in Helsinki harbour", outlet);
        }

        Assert.Equal(0, LeadLedger.Of(_book, _options).Carried);
    }

    [Fact]
    public void Of_a_story_the_outlet_that_had_it_first_is_named_though_its_feed_was_asked_later()
    {
        foreach (var (minute, outlet) in new[] { (9, "Yle"), (5, "BBC"), (10, "AFP"), (11, "DPA") })
        {
            Report(minute, "Fire burns in Helsinki harbour", outlet);
        }

        Assert.Equal(("BBC", At(5)), (LeadLedger.Of(_book, _options).Misses.Single().Source, LeadLedger.Of(_book, _options).Misses.Single().FirstAt));
    }

    [Fact]
    public void A_headline_that_comes_again_is_the_one_that_is_known()
    {
        var headline = new Headline { Id = "h", Source = "Yle", Title = "Fire in Helsinki harbour", PublishedAt = Noon.AddMinutes(7) };
        Alert("e1", 0, "Smoke over Helsinki harbour", "Helsinki", "harbour");

        Assert.Equal(["e1"], _book.Accept(headline));
        Assert.Null(_book.Accept(headline with { PublishedAt = Noon.AddMinutes(-7) }));
        Assert.Equal(420, _book.CoverageOf("e1").LeadSeconds);
    }

    private IReadOnlyList<string>? Report(double minute, string title, string source = "A", NewsChannel channel = NewsChannel.News) =>
        _book.Accept(new Headline { Id = $"h{_headlines++}", Source = source, Title = title, PublishedAt = Noon.AddMinutes(minute), Channel = channel });
}
