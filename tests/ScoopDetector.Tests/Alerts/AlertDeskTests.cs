using ScoopDetector.Alerts;
using ScoopDetector.Events;
using ScoopDetector.State;
using ScoopDetector.Tests.Support;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Alerts;

public sealed class AlertDeskTests
{
    private const long Begin = 1_000_000_000_000;

    /// <summary>By its score it would be an alert; whether it is depends on the voices.</summary>
    private static readonly EventEvidence News = Some.Evidence() with { Things = 3, SecondSurprise = 6, Usual = 0.01, Surprise = 12, Aboutness = 0.5, NamedShare = 1, LinkShare = 0.4, RepostShare = 0.4 };

    private readonly List<Alert> _told = [];
    private readonly AlertDesk _desk = new(new() { AlertVoices = 4 });

    [Fact]
    public void What_is_news_is_told()
    {
        Accept(At(0) with { Evidence = Said(by: 6) });

        var alert = Assert.Single(_told);
        Assert.Equal((AlertState.Opened, AlertLevel.Alert, 1, "e1-1"), (alert.State, alert.Level, alert.Revision, alert.AlertId));
        Assert.Equal(Moment.Text(Begin + 5_000), alert.AlertedAt);
        Assert.Equal(1 / (1 + Math.Exp(-new PlainScore().Of(Said(by: 6)))), alert.Newsworthiness, 0.01);
    }

    [Fact]
    public void It_says_which_places_its_posts_name_and_how_many_speak_independently()
    {
        Accept(At(0) with { Evidence = Said(by: 6), Members = [new(Some.Voice("fire in Lyon", "a"), 1), new(Some.Voice("Lyon burns", "b"), 1)] });

        Assert.Equal(["Lyon, France"], Assert.Single(_told).Places);
        Assert.Equal(Said(by: 6).Independent, _told[0].Counts.Voices);
    }

    [Fact]
    public void It_says_on_which_networks_it_is_and_where_a_post_can_be_looked_at()
    {
        Accept(At(0) with
        {
            Evidence = Said(by: 6),
            Members = [new(Some.Voice("fire", "a", network: "nostr"), 1), new(Some.Voice("fire!", "b", network: "x", id: "20"), 1), new(Some.Voice("a fire", "c", network: "x", id: "21"), 1), new(Some.Voice("fire here", "d"), 1)],
        });

        var alert = Assert.Single(_told);
        Assert.Equal([new("x", 2), new("nostr", 1)], alert.Networks);
        Assert.Equal(["nostr ", "x https://x.com/i/status/20", "x https://x.com/i/status/21", " "], alert.Evidence.OrderBy(post => post.AuthorId, StringComparer.Ordinal).Select(post => $"{post.Network} {post.Url}"));
    }

    [Fact]
    public void What_is_not_is_not()
    {
        Accept(At(0) with { Evidence = Some.Evidence(voices: 9) });

        Assert.Empty(_told);
    }

    [Fact]
    public void Too_few_voices_are_not_told_whatever_the_score()
    {
        Accept(At(0) with { Evidence = Said(by: 2) });

        Assert.Empty(_told);
    }

    [Fact]
    public void An_upgrade_is_never_held_back()
    {
        Accept(At(0) with { Evidence = Said(by: 3) });
        Accept(At(5) with { Evidence = Said(by: 4) });

        Assert.Equal(["Opened Watch 1", "Updated Alert 2"], Timeline());
    }

    [Fact]
    public void It_stays_an_alert_though_the_score_falls()
    {
        Accept(At(0) with { Evidence = Said(by: 6) });
        Accept(At(5) with { Evidence = Some.Evidence(voices: 12) });

        Assert.Equal(["Opened Alert 1", "Updated Alert 2"], Timeline());
    }

    [Fact]
    public void It_is_told_anew_when_its_authors_have_doubled()
    {
        foreach (var voices in new[] { 5, 6, 9, 10, 11, 19, 20 })
        {
            Accept(At(voices) with { Evidence = Said(by: voices) });
        }

        Assert.Equal([5, 10, 20], _told.Select(alert => alert.Counts.Authors));
        Assert.Equal(["Opened Alert 1", "Updated Alert 2", "Updated Alert 3"], Timeline());
    }

    [Fact]
    public void It_is_told_anew_when_a_quarter_has_been_withdrawn()
    {
        Accept(At(0) with { Evidence = Said(by: 12) });
        Accept(At(5) with { Evidence = Said(by: 10), Withdrawn = 2 });
        Accept(At(10) with { Evidence = Said(by: 9), Withdrawn = 3 });

        Assert.Equal([0, 3], _told.Select(alert => alert.Counts.Withdrawn));
    }

    [Fact]
    public void It_is_told_anew_at_once_when_a_post_that_it_names_was_withdrawn()
    {
        Member[] all = [.. new[] { "a", "b", "c" }.Select(author => new Member(Some.Voice($"the dam broke, says {author}", author), 2))];
        Accept(At(0) with { Evidence = Said(by: 40), Members = all });
        Accept(At(5) with { Evidence = Said(by: 39), Members = all, Withdrawn = 1 });
        Accept(At(10) with { Evidence = Said(by: 38), Members = all[1..], Withdrawn = 2 });
        Accept(At(15) with { Evidence = Said(by: 38), Members = all[1..], Withdrawn = 2 });

        Assert.Equal(["Opened Alert 1", "Updated Alert 2"], Timeline());
        Assert.Equal(["b", "c"], _told[^1].Evidence.Select(post => post.AuthorId).Order());
        Assert.DoesNotContain("says a", _told[^1].Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_retracted_when_nothing_independent_is_left()
    {
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 0), Withdrawn = 5 });

        Assert.Equal(["Opened Alert 1", "Retracted Alert 2"], Timeline());
        Assert.Equal(5, _told[^1].Counts.Withdrawn);
    }

    [Fact]
    public void It_tells_when_it_is_over_and_nothing_after()
    {
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 5), Phase = EventPhase.Closed });
        Accept(At(65) with { Evidence = Said(by: 5), Phase = EventPhase.Closed });

        Assert.Equal(["Opened Alert 1", "Closed Alert 2"], Timeline());
    }

    [Fact]
    public void It_tells_what_it_turned_out_to_be_part_of()
    {
        Accept(At(0) with { Id = "e0", Evidence = Said(by: 5) });
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 5), Phase = EventPhase.Merged, MergedInto = "e0" });

        Assert.Equal(["Opened Alert 1", "Opened Alert 1", "Merged Alert 2"], Timeline());
        Assert.Equal([null, null, "e0"], _told.Select(alert => alert.MergedInto));
    }

    [Fact]
    public void What_merges_into_an_event_that_nobody_was_told_of_goes_on_under_its_own_id()
    {
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 5), Phase = EventPhase.Merged, MergedInto = "e0" });
        Accept(At(60) with { Id = "e0", Evidence = Said(by: 11) });
        Accept(At(90) with { Id = "e0", Evidence = Said(by: 11), Phase = EventPhase.Closed });

        Assert.Equal(["e1-1", "e1-2", "e1-3"], _told.Select(alert => alert.AlertId));
        Assert.Equal(["Opened Alert 1", "Updated Alert 2", "Closed Alert 3"], Timeline());
    }

    [Fact]
    public void An_alert_that_merges_into_a_watch_goes_on_under_its_own_id_and_the_watch_becomes_part_of_it()
    {
        Accept(At(0) with { Id = "e0", Evidence = Said(by: 3) });
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 5), Phase = EventPhase.Merged, MergedInto = "e0" });
        Accept(At(60) with { Id = "e0", Evidence = Said(by: 12) });

        Assert.Equal(["e0 Opened Watch", "e1 Opened Alert", "e0 Merged Watch", "e1 Updated Alert"], _told.Select(alert => $"{alert.EventId} {alert.State} {alert.Level}"));
        Assert.Equal("e1", _told[2].MergedInto);
    }

    [Fact]
    public void What_merges_into_a_story_that_goes_on_under_another_id_is_told_that_id()
    {
        Accept(At(0) with { Id = "e0", Evidence = Said(by: 3) });
        Accept(At(0) with { Id = "e1", Evidence = Said(by: 5) });
        Accept(At(0) with { Id = "e2", Evidence = Said(by: 3) });
        Accept(At(60) with { Id = "e1", Evidence = Said(by: 5), Phase = EventPhase.Merged, MergedInto = "e0" });
        Accept(At(60) with { Id = "e2", Evidence = Said(by: 3), Phase = EventPhase.Merged, MergedInto = "e0" });

        Assert.Equal(("e2", AlertState.Merged, "e1"), (_told[^1].EventId, _told[^1].State, _told[^1].MergedInto));
    }

    [Fact]
    public void A_story_that_goes_on_in_another_event_does_not_report_what_was_withdrawn_of_that_before()
    {
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 5), Phase = EventPhase.Merged, MergedInto = "e0" });
        Accept(At(60) with { Id = "e0", Evidence = Said(by: 6), Withdrawn = 9 });
        Assert.Single(_told);

        Accept(At(65) with { Id = "e0", Evidence = Said(by: 6), Withdrawn = 12 });
        Assert.Equal(["Opened Alert 1", "Updated Alert 2"], Timeline());
    }

    [Fact]
    public void The_end_of_what_was_never_told_is_not_told_either()
    {
        Accept(At(0) with { Evidence = Said(by: 2) });
        Accept(At(60) with { Evidence = Said(by: 2), Phase = EventPhase.Closed });
        Accept(At(60) with { Evidence = Said(by: 9), Phase = EventPhase.Merged, MergedInto = "e0" });

        Assert.Empty(_told);
    }

    [Fact]
    public void Each_event_has_revisions_of_its_own()
    {
        Accept(At(0) with { Evidence = Said(by: 5) });
        Accept(At(0) with { Id = "e2", Evidence = Said(by: 5) });
        Accept(At(60) with { Evidence = Said(by: 10) });

        Assert.Equal(["e1-1", "e2-1", "e1-2"], _told.Select(alert => alert.AlertId));
    }

    [Fact]
    public void Whatever_is_weighed_is_shown_with_its_score_and_the_bar_told_or_not()
    {
        var weighed = new List<(string Id, double Score, double Bar)>();
        var desk = new AlertDesk(new() { FalseAlertsPerDay = 0 }, considered: one => weighed.Add((one.Event.Id, one.Score, one.Bar)));
        desk.Accept(At(0) with { Evidence = Said(by: 2) }, _told.Add);

        Assert.Equal([("e1", new PlainScore().Of(Said(by: 2)), new AlertOptions().AlertScore)], weighed);
        Assert.Empty(_told);
    }

    [Fact]
    public void Evidence_names_the_first_post_then_those_who_speak_for_themselves_and_no_more_than_asked_for()
    {
        var first = Some.Voice("flood in dresden", "a", Begin);
        Member[] members =
        [
            new(first, 2),
            new(Some.Voice("flood in dresden", "copycat", Begin + 1) with { Origin = first.Origin }, 2),
            new(Some.Voice("dresden again", "a", Begin + 2), 1),
            new(Some.Voice("water everywhere", "b", Begin + 3), 1),
        ];
        var desk = new AlertDesk(new() { MaxEvidence = 3 });
        desk.Accept(At(5) with { Evidence = Said(by: 4), Members = members, Bursts = [Some.Burst("flood", members.Select(member => member.Voice))] }, _told.Add);

        Assert.Equal(["a first", "b voice", "copycat voice"], Assert.Single(_told).Evidence.Select(evidence => $"{evidence.AuthorId} {evidence.Role}"));
        Assert.Equal(Moment.Text(Begin), _told[0].FirstSeenAt);
    }

    /// <summary>Else nobody would notice that the headline's author has withdrawn it.</summary>
    [Fact]
    public void However_few_posts_are_named_the_one_whose_words_are_the_headline_is_among_them()
    {
        Member[] members =
        [
            new(Some.Voice("flood", "a", Begin), 1),
            new(Some.Voice("water everywhere", "b", Begin + 1), 3),
            new(Some.Voice("dresden is under water", "c", Begin + 2), 3),
        ];
        var desk = new AlertDesk(new() { MaxEvidence = 2 });
        desk.Accept(At(5) with { Evidence = Said(by: 4), Members = members, Bursts = [Some.Burst("dresden", members.Skip(2).Select(member => member.Voice))] }, _told.Add);

        var alert = Assert.Single(_told);
        Assert.Equal(["a first", "c representative"], alert.Evidence.Select(evidence => $"{evidence.AuthorId} {evidence.Role}"));
        Assert.Equal("dresden is under water", alert.Headline);
    }

    [Fact]
    public void What_says_something_alike_within_the_hour_stays_on_watch_and_names_the_story_that_it_may_be_part_of()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("метеорит", "e2", second: 60, by: 6));
        Accept(Saying("flood", "e3", second: 60, by: 5));

        Assert.Equal([("e1", AlertLevel.Alert, null), ("e2", AlertLevel.Watch, "e1"), ("e3", AlertLevel.Alert, null)], _told.Select(alert => (alert.EventId, alert.Level, alert.RelatedTo)));
    }

    [Fact]
    public void What_was_on_watch_before_it_is_held_back_says_at_once_of_what_it_may_be_part_and_goes_on_saying_so()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("meteorite", "e2", second: 60, by: 3));
        Accept(Saying("meteorite", "e2", second: 65, by: 5));
        Accept(Saying("meteorite", "e2", second: 70, by: 5));
        Accept(Saying("meteorite", "e2", second: 90, by: 5) with { Phase = EventPhase.Closed });

        Assert.Equal(["Opened Alert 1 ", "Opened Watch 1 ", "Updated Watch 2 e1", "Closed Watch 3 e1"], _told.Select(alert => $"{alert.State} {alert.Level} {alert.Revision} {alert.RelatedTo}"));
    }

    [Fact]
    public void After_the_hour_it_is_a_turn_of_the_story_and_told()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("meteorite", "e2", second: 60, by: 6));
        Accept(Saying("meteorite", "e2", second: 3_601, by: 6));

        Assert.Equal([("e1", AlertLevel.Alert, null), ("e2", AlertLevel.Watch, "e1"), ("e2", AlertLevel.Alert, null)], _told.Select(alert => (alert.EventId, alert.Level, alert.RelatedTo)));
    }

    [Fact]
    public void What_waited_until_it_was_over_is_no_alert_when_it_closes()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("meteorite", "e2", second: 60, by: 6));
        Accept(Saying("meteorite", "e2", second: 3_700, by: 6) with { Phase = EventPhase.Closed });

        Assert.Equal(["Opened Alert 1", "Opened Watch 1", "Closed Watch 2"], Timeline());
    }

    [Fact]
    public void A_story_that_goes_on_holds_nothing_back_after_its_hour()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("meteor", "e1", second: 3_700, by: 10));
        Accept(Saying("meteorite", "e2", second: 3_710, by: 6));

        Assert.Equal(("e2", AlertLevel.Alert), (_told[^1].EventId, _told[^1].Level));
    }

    [Fact]
    public void Whether_somebody_looks_at_what_is_weighed_changes_nothing()
    {
        var (alone, watched) = (new List<Alert>(), new List<Alert>());
        var desk = new AlertDesk(new() { AlertVoices = 4 });
        var looked = new AlertDesk(new() { AlertVoices = 4 }, considered: static _ => { });
        foreach (var news in new[] { Saying("meteor", "e1", 0, 5), Saying("meteorite", "e2", 60, 3), Saying("meteor", "e1", 3_700, 11), Saying("meteorite", "e2", 3_800, 6), Saying("meteors", "e3", 3_900, 6) })
        {
            desk.Accept(news, alone.Add);
            looked.Accept(news, watched.Add);
        }

        Assert.Equal(alone.Select(alert => (alert.AlertId, alert.Level, alert.RelatedTo)), watched.Select(alert => (alert.AlertId, alert.Level, alert.RelatedTo)));
        Assert.Equal(["e1-1", "e2-1", "e1-2", "e2-2", "e3-1"], alone.Select(alert => alert.AlertId));
    }

    [Fact]
    public void With_many_voices_it_is_a_story_of_its_own_whatever_was_told()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("meteorite", "e2", second: 60, by: 19));
        Accept(Saying("meteorite", "e2", second: 65, by: 20));

        Assert.Equal(["Opened Alert 1", "Opened Watch 1", "Updated Alert 2"], Timeline());
    }

    [Fact]
    public void An_event_that_shares_words_with_a_story_told_lately_may_be_part_of_it_though_no_letters_are_alike()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("explosion", "e2", second: 60, by: 6) with { Akin = ["e0", "e1"] });

        Assert.Equal("e1", _told[^1].RelatedTo);
    }

    [Theory]
    [InlineData("Modena", "Italia", true)]
    [InlineData("Italia", "Modena", true)]
    [InlineData("Modena", "Modena", true)]
    [InlineData("Modena", "Bologna", false)]
    [InlineData("Italia", "Lyon", false)]
    public void What_lies_in_the_same_place_may_be_part_of_it_in_whatever_words(string first, string second, bool waits)
    {
        Accept(Saying("processo", "e1", second: 0, by: 5, place: first));
        Accept(Saying("trial", "e2", second: 60, by: 6, place: second));

        Assert.Equal(waits ? "e1" : null, _told[^1].RelatedTo);
    }

    [Theory]
    [InlineData("Modena", 20, true)]
    [InlineData("Modena", 59, true)]
    [InlineData("Modena", 60, false)]
    [InlineData("Bologna", 20, false)]
    [InlineData("Italia", 20, false)]
    public void In_the_same_town_a_story_of_its_own_takes_three_times_as_many_voices(string place, int voices, bool waits)
    {
        Accept(Saying("processo", "e1", second: 0, by: 5, place: "Modena"));
        Accept(Saying("trial", "e2", second: 60, by: voices, place: place));

        Assert.Equal(waits ? AlertLevel.Watch : AlertLevel.Alert, _told[^1].Level);
    }

    [Theory]
    [InlineData("earthquake", "Italia", 199, true)]
    [InlineData("earthquake", "Italia", 200, false)]
    [InlineData("earthquake", "Modena", 199, true)]
    [InlineData("earthquake", "Bologna", 199, true)]
    [InlineData("earthquake", "Palermo", 20, false)]
    [InlineData("earthquake", "Lyon", 20, false)]
    [InlineData("wildfire", "Italia", 20, false)]
    [InlineData("trial", "Italia", 20, false)]
    public void One_happening_is_told_in_several_languages_and_a_second_of_its_kind_in_the_country_takes_ten_times_as_many_voices(string word, string place, int voices, bool waits)
    {
        Accept(Saying("terremoto", "e1", second: 0, by: 5, place: "Modena"));
        Accept(Saying(word, "e2", second: 60, by: voices, place: place));

        Assert.Equal(waits ? AlertLevel.Watch : AlertLevel.Alert, _told[^1].Level);
    }

    [Fact]
    public void At_the_two_ends_of_a_large_country_there_may_be_two_of_a_kind()
    {
        Accept(Saying("explosion", "e1", second: 0, by: 5, place: "Boston"));
        Accept(Saying("blast", "e2", second: 60, by: 20, place: "Houston"));

        Assert.Equal(("e2", AlertLevel.Alert), (_told[^1].EventId, _told[^1].Level));
    }

    [Fact]
    public void Of_what_kind_a_story_was_is_known_to_whoever_goes_on()
    {
        Accept(Saying("terremoto", "e1", second: 0, by: 5, place: "Modena"));
        var heir = new AlertDesk(new() { AlertVoices = 4 });
        HandOver(_desk, heir);
        heir.Accept(Saying("earthquake", "e2", second: 60, by: 100, place: "Bologna"), _told.Add);

        Assert.Equal("e1", _told[^1].RelatedTo);
    }

    [Fact]
    public void Where_it_lies_is_known_to_whoever_goes_on_and_what_waits_does_not_make_a_place_a_common_one()
    {
        Accept(Saying("terremoto", "e1", second: 0, by: 5, place: "Modena"));
        var heir = new AlertDesk(new() { AlertVoices = 4 });
        HandOver(_desk, heir);
        string[] words = ["quake", "tremblement", "scossa", "erdbeben", "wstrząs"];

        foreach (var (word, second) in words.Select((word, i) => (word, 60 + i)))
        {
            heir.Accept(Saying(word, word, second, by: 6, place: "Italia"), _told.Add);
        }

        Assert.Equal(words.Select(_ => "e1"), _told.Skip(1).Select(alert => alert.RelatedTo));
    }

    [Fact]
    public void What_was_said_of_another_place_hours_ago_is_not_where_it_lies()
    {
        Accept(Saying("terremoto", "e1", second: 7_100, by: 5, place: "Modena"));
        var rises = Saying("quake", "e2", second: 7_200, by: 6, place: "Lyon");
        Accept(rises with { Members = [.. Saying("quake", "e2", second: 0, by: 12, place: "Modena").Members, .. rises.Members] });

        Assert.Equal(("e2", AlertLevel.Alert), (_told[^1].EventId, _told[^1].Level));
    }

    [Fact]
    public void A_place_in_which_much_of_what_is_told_lies_makes_nothing_a_part_of_a_story()
    {
        foreach (var other in Enumerable.Range(0, 10))
        {
            Accept(Saying("watched", $"w{other}", second: 0, by: 3, place: "Italia"));
        }

        Accept(Saying("terremoto", "e1", second: 0, by: 5, place: "Italia"));
        Accept(Saying("quake", "e2", second: 60, by: 6, place: "Italia"));

        Assert.Equal((AlertLevel.Alert, null), (_told[^1].Level, _told[^1].RelatedTo));
    }

    [Fact]
    public void A_word_that_is_said_all_the_time_makes_nothing_a_part_of_a_story()
    {
        var (first, second) = (Saying("ukraine", "e1", second: 0, by: 5), Saying("ukraine", "e2", second: 60, by: 6));
        Accept(first with { Bursts = [first.Bursts[0] with { Bits = 5 }] });
        Accept(second with { Bursts = [second.Bursts[0] with { Bits = 5 }] });

        Assert.Equal(["Opened Alert 1", "Opened Alert 1"], Timeline());
    }

    [Fact]
    public void A_story_that_was_taken_back_holds_nothing_back()
    {
        Accept(Saying("meteor", "e1", second: 0, by: 5));
        Accept(Saying("meteor", "e1", second: 30, by: 0) with { Withdrawn = 5 });
        Accept(Saying("meteorite", "e2", second: 60, by: 6));

        Assert.Equal(("e2", AlertLevel.Alert), (_told[^1].EventId, _told[^1].Level));
    }

    [Fact]
    public void What_was_on_watch_for_hours_and_rises_is_told_by_what_people_say_now_and_so_it_stays()
    {
        Member[] members = [.. Saying("boston", "e1", second: 0, by: 5).Members, .. Saying("boston", "e1", second: 7_200, by: 4).Members];
        Accept(Saying("boston", "e1", second: 7_200, by: 3) with { Members = members });
        Accept(Saying("boston", "e1", second: 7_205, by: 9) with { Members = members });
        Accept(Saying("boston", "e1", second: 10_000, by: 18) with { Members = members });

        Assert.Equal([AlertLevel.Watch, AlertLevel.Alert, AlertLevel.Alert], _told.Select(alert => alert.Level));
        Assert.All(_told, alert => Assert.Equal((4, Moment.Text(Begin + 7_200_000)), (alert.Evidence.Count, alert.FirstSeenAt)));
    }

    [Fact]
    public void What_an_event_has_given_up_is_named_no_more()
    {
        var whole = Saying("boston", "e1", second: 0, by: 8);
        Accept(whole);
        var left = whole.Members.Skip(2).ToArray();
        Accept(At(60) with { Id = "e1", Evidence = Said(6), Members = left, Bursts = whole.Bursts, Released = 2 });

        Assert.Equal(AlertState.Updated, _told[^1].State);
        Assert.Equal(left.Select(member => member.Voice.Post.Id).Order(), _told[^1].Evidence.Select(post => post.PostId).Order());
    }

    [Fact]
    public void Where_little_was_said_lately_all_of_it_is_told()
    {
        Member[] members = [.. Saying("boston", "e1", second: 0, by: 5).Members, .. Saying("boston", "e1", second: 7_200, by: 2).Members];
        Accept(Saying("boston", "e1", second: 7_200, by: 7) with { Members = members });

        Assert.Equal((7, Moment.Text(Begin)), (Assert.Single(_told).Evidence.Count, _told[0].FirstSeenAt));
    }

    /// <summary>An event of so many people who say one word, each in a post of their own.</summary>
    private static void HandOver(AlertDesk from, AlertDesk to)
    {
        var writer = new StateWriter();
        writer.Begin("desk");
        from.Save(writer);
        using var saved = new MemoryStream();
        writer.WriteTo(saved);
        using var file = new StateFile(new MemoryStream(saved.ToArray()));
        file.Read("desk", to.Load);
    }

    private static CandidateEvent Saying(string word, string id, int second, int by, string? place = null)
    {
        Member[] members = [.. Enumerable.Range(0, by).Select(i => new Member(Some.Voice($"{word} {Some.Word(i + (second * 100))}{(place is null ? "" : $" in {place}")}", $"{id} {i} {second}", Begin + (second * 1_000L) + i), 1))];
        return At(second) with { Id = id, Evidence = Said(by), Members = members, Bursts = by == 0 ? [] : [Some.Burst(word, members.Select(member => member.Voice))] };
    }

    private static EventEvidence Said(int by) => News with { Posts = by, Authors = by, Independent = by };

    private static CandidateEvent At(int second) => new()
    {
        Id = "e1",
        Phase = EventPhase.Open,
        Pane = Pane.Of(Begin + (second * 1_000L), 5_000),
        Members = [],
        Bursts = [],
        Evidence = Some.Evidence(),
        Withdrawn = 0,
    };

    private void Accept(CandidateEvent news) => _desk.Accept(news, _told.Add);

    private IEnumerable<string> Timeline() => _told.Select(alert => $"{alert.State} {alert.Level} {alert.Revision}");
}
