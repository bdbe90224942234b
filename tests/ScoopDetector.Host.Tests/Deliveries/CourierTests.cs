using Microsoft.Data.Sqlite;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Deliveries;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Desk;
using ScoopDetector.Host.Tests.Store;
using ScoopDetector.Host.Tests.Support;
using Xunit;

namespace ScoopDetector.Host.Tests.Deliveries;

public sealed class CourierTests
{
    private static readonly RuleOptions Alerts = Rule();
    private static readonly RuleOptions Everything = Rule(filter: "");
    private static readonly Outcome Away = new(OutcomeKind.Away, "no connection");

    [Fact]
    public async Task An_alert_is_sent_once_however_often_it_is_told()
    {
        using var room = new PostRoom(Alerts);

        await room.Hear("tram").Hear("tram").SendAsync();
        await room.Hear("tram").SendAsync();

        Assert.Equal(["opened tram-1"], room.Receiver.Told);
        Assert.Equal("tram-1:news", room.Receiver.Got[0].Key);
        Assert.Equal(["tram-1:news sent"], room.Log);
    }

    [Fact]
    public async Task A_watch_is_told_when_it_comes_to_pass_the_filter()
    {
        using var room = new PostRoom(Alerts);

        await room.Hear("tram", level: AlertLevel.Watch).SendAsync();
        Assert.Empty(room.Receiver.Got);
        await room.Hear("tram", 2).SendAsync();

        Assert.Equal(["opened tram-2"], room.Receiver.Told);
    }

    [Fact]
    public async Task One_event_is_told_once_and_again_only_when_it_rises()
    {
        using var room = new PostRoom(Everything);

        await room.Hear("tram", 1, AlertLevel.Watch).SendAsync();
        await room.Hear("tram", 2, AlertLevel.Watch).SendAsync();
        await room.Hear("tram", 3, AlertLevel.Alert).SendAsync();
        await room.Hear(SomeAlert.Of("tram", 4, AlertLevel.Alert) with { State = AlertState.Closed }).SendAsync();

        Assert.Equal(["opened tram-1", "raised tram-3"], room.Receiver.Told);
    }

    [Fact]
    public async Task A_rule_that_wants_updates_gets_each_revision_to_the_end()
    {
        using var room = new PostRoom(Rule() with { Updates = true });

        await room.Hear("tram").SendAsync();
        await room.Hear("tram", 2).SendAsync();
        await room.Hear(SomeAlert.Of("tram", 3, AlertLevel.Alert) with { State = AlertState.Closed }).SendAsync();

        Assert.Equal(["opened tram-1", "updated tram-2", "closed tram-3"], room.Receiver.Told);
    }

    [Theory]
    [InlineData("term=tram", true)]
    [InlineData("term=tra", false)]
    [InlineData("language=en", true)]
    [InlineData("language=es", false)]
    [InlineData("place=lyon", true)]
    [InlineData("place=Paris", false)]
    [InlineData("urgency=4", true)]
    [InlineData("urgency=3", false)]
    [InlineData("level=alert&text=rails", true)]
    [InlineData("level=watch", false)]
    [InlineData("handled=claimed", false)]
    public async Task A_rule_filters_as_a_lane_does(string filter, bool passes)
    {
        using var room = new PostRoom(Rule(filter));

        await room.Hear(SomeAlert.Of("tram", level: AlertLevel.Alert) with { Places = ["Lyon"] }).SendAsync();

        Assert.Equal(passes ? 1 : 0, room.Receiver.Got.Count);
    }

    [Fact]
    public async Task A_rule_that_names_a_lane_follows_it()
    {
        using var room = new PostRoom(Rule() with { Lane = "Harbour" });
        await room.Hear("tram").SendAsync();
        Assert.Equal("there is no lane Harbour: nothing is sent", Assert.Single(room.Courier.Status()).Fault);

        room.Store.Save(new("harbour", "term=ship", "Ada"));
        await room.Hear("train").Hear(SomeAlert.Of("ship") with { Terms = ["ship"] }).SendAsync();

        Assert.Equal(["opened ship-1"], room.Receiver.Told);
    }

    [Fact]
    public async Task A_retraction_goes_wherever_the_alert_went_at_once_and_nowhere_else()
    {
        var quiet = Rule() with { QuietFrom = new(8, 0, 0), QuietUntil = new(9, 0, 0) };
        using var room = new PostRoom(Options(("fires", Rule("term=fire")), ("quiet", quiet)));
        await room.Hear("tram").SendAsync();
        room.Clock.Advance(TimeSpan.FromMinutes(45));

        await room.Hear(Retracted("tram", 2)).SendAsync();

        Assert.Equal(["opened tram-1", "retracted tram-2"], room.Receivers[quiet].Told);
        Assert.Single(room.Receivers, receiver => receiver.Value.Got.Count > 0);
    }

    [Fact]
    public async Task A_receiver_that_does_not_take_it_is_one_line_in_the_log_and_its_return_another()
    {
        using var room = new PostRoom(Alerts);
        room.Receiver.Answer = _ => Away;
        await (await room.Hear("tram").SendAsync()).PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["deliveries: rule news, to hooks.example: no connection. What is not sent waits, or has failed for good: see /deliveries."], room.Said.Lines);

        room.Receiver.Answer = _ => Outcome.Sent;
        await room.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("deliveries: rule news, to hooks.example: sent again.", room.Said.Lines[^1]);
        Assert.Equal(2, room.Said.Lines.Count);
    }

    [Fact]
    public async Task What_is_retracted_before_it_was_sent_is_never_sent()
    {
        using var room = new PostRoom(Rule() with { Digest = TimeSpan.FromHours(1) });

        room.Hear("tram").Hear(Retracted("tram", 2));
        await room.PassAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(5));

        Assert.Empty(room.Receiver.Tried);
        Assert.Equal(["tram-1:news dropped"], room.Log);
    }

    [Fact]
    public async Task What_may_have_arrived_is_retracted()
    {
        using var room = new PostRoom(Alerts);
        room.Receiver.Answer = _ => Away;
        await room.Hear("tram").SendAsync();
        room.Receiver.Answer = _ => Outcome.Sent;

        room.Hear(Retracted("tram", 2));
        await room.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["retracted tram-2"], room.Receiver.Told);
        Assert.Equal(["tram-1:news superseded", "tram-2:news sent"], room.Log);
    }

    [Fact]
    public async Task What_was_retracted_and_comes_again_is_told_again()
    {
        using var room = new PostRoom(Alerts);
        await room.Hear("tram").SendAsync();
        await room.Hear(Retracted("tram", 2)).SendAsync();

        await room.Hear("tram", 3).SendAsync();

        Assert.Equal(["opened tram-1", "retracted tram-2", "opened tram-3"], room.Receiver.Told);
    }

    [Fact]
    public async Task Quiet_hours_end_with_one_message_that_catches_up()
    {
        using var room = new PostRoom(Rule() with { QuietFrom = new(7, 0, 0), QuietUntil = new(9, 0, 0), TimeZone = "Etc/GMT-1" });

        await room.Hear("tram").Hear("fire").SendAsync();
        await room.Hear(SomeAlert.Of("war", level: AlertLevel.Alert) with { Urgency = 1 }).SendAsync();
        Assert.Equal(["opened war-1"], room.Receiver.Told);
        await room.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));

        Assert.Equal(["opened war-1", "opened tram-1 + opened fire-1"], room.Receiver.Told);
        Assert.True(room.Receiver.Got[1].IsBundle);
        Assert.Equal(new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), room.Receiver.Got[1].At);
    }

    [Fact]
    public async Task A_digest_gathers_and_keeps_its_key_when_it_is_tried_again()
    {
        using var room = new PostRoom(Rule() with { Digest = TimeSpan.FromHours(1) });
        room.Receiver.Answer = _ => Away;

        room.Hear("tram").Hear("fire");
        await room.PassAsync(TimeSpan.FromMinutes(35), TimeSpan.FromMinutes(1));
        room.Receiver.Answer = _ => Outcome.Sent;
        room.Hear(SomeAlert.Of("flood", level: AlertLevel.Alert) with { AlertedAt = "2026-03-02T08:00:00.000Z" });
        await room.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));

        Assert.Equal(["opened tram-1 + opened fire-1", "opened flood-1"], room.Receiver.Told);
        Assert.Single(room.Receiver.Tried.Take(room.Receiver.Tried.Count - 1).Select(letter => letter.Key).Distinct());
    }

    [Fact]
    public async Task While_one_waits_a_later_revision_takes_its_place()
    {
        using var room = new PostRoom(Everything);
        room.Receiver.Answer = _ => Away;
        await room.Hear("tram", 1, AlertLevel.Watch).SendAsync();
        room.Receiver.Answer = _ => Outcome.Sent;

        room.Hear("tram", 2);
        await room.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["raised tram-2"], room.Receiver.Told);
        Assert.Equal(["tram-1:news superseded", "tram-2:news sent"], room.Log);
    }

    [Fact]
    public async Task Words_that_were_withdrawn_while_the_receiver_was_away_are_not_sent()
    {
        using var room = new PostRoom(Alerts);
        room.Receiver.Answer = _ => Away;
        await room.Hear(SomeAlert.Of("tram", level: AlertLevel.Alert, headline: "A secret")).SendAsync();
        room.Receiver.Answer = _ => Outcome.Sent;

        room.Hear(SomeAlert.Of("tram", 2, AlertLevel.Alert, "What others said"));
        await room.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("What others said", Assert.Single(room.Receiver.Got).Items[0].Alert.Headline);
        Assert.Equal("tram-1:news", room.Receiver.Got[0].Key);
    }

    [Theory]
    [InlineData(ActKind.Dismiss, "dismissed as spam")]
    [InlineData(ActKind.Mute, "muted")]
    [InlineData(ActKind.Merge, "put to another story by an editor")]
    public async Task What_editors_have_put_aside_before_it_was_due_is_not_sent(ActKind kind, string reason)
    {
        using var room = new PostRoom(Rule("term=tram") with { Digest = TimeSpan.FromHours(1) });
        room.Hear("tram").Hear(SomeAlert.Of("other") with { Terms = ["other"] });
        room.Store.Acts.Add(kind == ActKind.Mute ? new(kind, Term: "Tram", Hours: 8) : new(kind, "tram", DismissReason.Spam, Into: "other"), "Ada");

        await room.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));

        Assert.Empty(room.Receiver.Tried);
        Assert.Equal(reason, Assert.Single(room.Courier.Outbox.Log()).Fault);
    }

    [Fact]
    public async Task Old_news_is_not_sent_and_is_counted()
    {
        using var room = new PostRoom(Alerts);
        room.Clock.Advance(TimeSpan.FromHours(1));

        await room.Hear("tram").SendAsync();

        Assert.Empty(room.Receiver.Tried);
        Assert.Equal(1, room.Courier.Counts.StaleBy(Way.Webhook));
    }

    [Fact]
    public async Task A_receiver_that_is_away_for_an_hour_gets_all_of_it_once_and_in_order()
    {
        using var room = new PostRoom(Alerts);
        room.Receiver.Answer = _ => Away;
        string[] events = [.. Enumerable.Range(0, 20).Select(i => $"e{i:00}")];

        foreach (var id in events)
        {
            room.Hear(SomeAlert.Of(id, level: AlertLevel.Alert) with { AlertedAt = AlertStore.Text(room.Clock.GetUtcNow())! });
            await room.PassAsync(TimeSpan.FromMinutes(3));
        }
        Assert.InRange(room.Receiver.Tried.Count, 10, 40);
        room.Receiver.Answer = _ => Outcome.Sent;
        await room.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(events.Select(id => $"opened {id}-1"), room.Receiver.Told);
    }

    [Fact]
    public async Task What_was_kept_before_a_crash_is_sent_after_it()
    {
        using var room = new PostRoom(Alerts);
        room.Hear("tram");

        room.Crash();
        await room.Hear("tram").SendAsync();
        Assert.Equal(["opened tram-1"], room.Receiver.Told);
        room.Crash();
        await room.Hear("tram").SendAsync();

        Assert.Empty(room.Receiver.Tried);
        Assert.Equal(["tram-1:news sent"], room.Log);
    }

    [Fact]
    public async Task What_was_under_way_in_a_crash_is_sent_again_by_the_same_key()
    {
        using var room = new PostRoom(Alerts);
        room.Hear("tram");
        var first = new List<string>();
        room.Receiver.Answer = letter =>
        {
            first.Add(letter.Key);
            room.Crash();
            return Outcome.Sent;
        };
        await room.SendAsync();
        await room.SendAsync();

        Assert.Equal(first, room.Receiver.Got.Select(letter => letter.Key));
        Assert.Equal(2, Assert.Single(room.Courier.Outbox.Log()).Attempts);
    }

    [Fact]
    public void An_alert_is_not_kept_without_what_is_to_be_sent_of_it()
    {
        using var room = new PostRoom(Alerts);
        var whole = room.Store.Outbox;
        room.Store.Outbox = new FailingOutbox();

        Assert.Throws<StoreFault>(() => room.Hear("tram"));
        Assert.Null(room.Store.Find("tram"));
        room.Store.Outbox = whole;
        room.Hear("tram");

        Assert.Equal(["tram-1:news waiting"], room.Log);
    }

    [Fact]
    public async Task What_was_sent_and_could_not_be_noted_is_noted_later_and_not_sent_again()
    {
        using var room = new PostRoom(Alerts);
        room.Hear("tram");
        SqliteConnection? other = null;
        room.Receiver.Answer = _ =>
        {
            other = room.Store.Hold(room.File);
            return Outcome.Sent;
        };
        await Assert.ThrowsAsync<StoreFault>(room.SendAsync);
        Assert.Equal(["tram-1:news waiting"], room.Log);

        await other!.DisposeAsync();
        await room.SendAsync();

        Assert.Equal(["tram-1:news sent"], room.Log);
        Assert.Single(room.Receiver.Got);
        Assert.Equal(1, room.Courier.Counts.SentBy(Way.Webhook));
    }

    [Fact]
    public async Task Nothing_is_sent_while_it_cannot_be_noted()
    {
        using var room = new PostRoom(Alerts);
        room.Hear("tram");
        using (room.Store.Hold(room.File))
        {
            await Assert.ThrowsAsync<StoreFault>(room.SendAsync);
            Assert.Empty(room.Receiver.Tried);
        }

        await room.SendAsync();

        Assert.Equal(["opened tram-1"], room.Receiver.Told);
    }

    [Fact]
    public void What_is_too_late_to_be_news_counts_once_however_often_it_had_to_be_tried()
    {
        using var room = new PostRoom(Alerts);
        room.Clock.Advance(TimeSpan.FromDays(1));
        room.Store.TakeRoom();
        var large = SomeAlert.Of("tram", level: AlertLevel.Alert, headline: TightStore.LongText);
        Assert.Throws<StoreFault>(() => room.Hear(large));
        room.Store.GiveRoom();

        room.Hear(large);

        Assert.Equal(1, room.Courier.Counts.StaleBy(Way.Webhook));
    }

    [Fact]
    public async Task A_receiver_that_is_away_holds_up_no_other()
    {
        var other = Rule(filter: "level=alert&term=tram");
        using var room = new PostRoom(Options(("away", Alerts), ("there", other)));
        room.Receivers[Alerts].Answer = _ => Away;

        await room.Hear("tram").SendAsync();

        Assert.Single(room.Receivers[other].Got);
        Assert.StartsWith("no connection; next attempt in", room.Courier.Status().First().Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_receiver_does_not_want_holds_up_nothing_and_is_given_up_after_a_day()
    {
        using var room = new PostRoom(Alerts);
        room.Receiver.Answer = letter => letter.Items[0].Alert.EventId == "odd" ? new(OutcomeKind.Refused, "the receiver answered 400") : Outcome.Sent;

        await room.Hear("odd").Hear("tram").SendAsync();
        Assert.Equal(["opened tram-1"], room.Receiver.Told);
        await room.PassAsync(TimeSpan.FromDays(1.1), TimeSpan.FromMinutes(5));
        Assert.Equal(["odd-1:news failed", "tram-1:news sent"], room.Log);
        var failed = room.Courier.Outbox.Log(state: DeliveryState.Failed).Single();
        Assert.Equal("given up: the receiver answered 400", failed.Fault);
        Assert.Equal((1, 1), (room.Courier.Counts.SentBy(Way.Webhook), room.Courier.Counts.FailedBy(Way.Webhook)));

        room.Receiver.Answer = _ => Outcome.Sent;
        Assert.True(room.Courier.Outbox.Retry(failed.Id));
        await room.SendAsync();

        Assert.Equal(["opened tram-1", "opened odd-1"], room.Receiver.Told);
    }

    [Fact]
    public async Task Where_a_receiver_is_gone_nothing_more_is_sent()
    {
        using var room = new PostRoom(Alerts);
        room.Receiver.Answer = _ => new(OutcomeKind.Gone, "the receiver answered 410");

        await room.Hear("tram").Hear("fire").SendAsync();
        await room.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));

        Assert.Single(room.Receiver.Tried);
        Assert.Equal("the receiver answered 410: nothing is sent there until the program is started again", room.Courier.Status().Single().Fault);
    }

    [Fact]
    public async Task Whatever_goes_wrong_on_a_way_is_a_failed_attempt()
    {
        using var room = new PostRoom(new RuleOptions { Target = "https://x.example/a" });
        room.Receiver.Answer = _ => throw new InvalidOperationException("https://x.example/a says no");

        await room.Hear("tram").SendAsync();
        Assert.Equal("the way fails: InvalidOperationException", Assert.Single(room.Courier.Outbox.Log()).Fault);

        room.Receiver.Answer = _ => Outcome.Sent;
        await room.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["opened tram-1"], room.Receiver.Told);
    }

    [Fact]
    public async Task What_is_retracted_while_it_goes_out_is_taken_back_and_what_was_before_is_never_sent()
    {
        using var room = new PostRoom(new RuleOptions { Target = "https://x.example/a" });
        room.Receiver.Answer = _ =>
        {
            room.Hear(SomeAlert.Of("tram", 2) with { State = AlertState.Retracted });
            room.Receiver.Answer = _ => Outcome.Sent;
            return Outcome.Sent;
        };

        await room.Hear("tram").SendAsync();
        Assert.Equal(["opened tram-1", "retracted tram-2"], room.Receiver.Told);

        var waiting = room.Hear("fire").Courier.Outbox.Due("news");
        room.Hear(SomeAlert.Of("fire", 2) with { State = AlertState.Retracted });
        Assert.Empty(room.Courier.Outbox.Take(waiting));
        await room.SendAsync();
        Assert.Equal(2, room.Receiver.Got.Count);
    }

    [Fact]
    public async Task A_retraction_repeats_no_words_by_whatever_way_it_goes()
    {
        using var room = new PostRoom(new RuleOptions { Target = "https://x.example/a" });
        await room.Hear("tram").SendAsync();
        await room.Hear(SomeAlert.Of("tram", 2) with { State = AlertState.Retracted }).SendAsync();

        var told = room.Receiver.Got[1].Items[0].Alert;
        Assert.Equal(("", 0, 0), (told.Headline, told.Terms.Count, told.Evidence.Count));
        Assert.NotEqual("", room.Receiver.Got[0].Items[0].Alert.Headline);
    }

    [Fact]
    public async Task To_a_receiver_that_is_gone_nothing_waits_for_ever()
    {
        using var room = new PostRoom(new RuleOptions { Target = "https://x.example/a" });
        room.Receiver.Answer = _ => new(OutcomeKind.Gone, "the receiver answered 410");

        await room.Hear("tram").SendAsync();
        await room.Hear("fire").Hear("flood").SendAsync();

        Assert.Equal(0, room.Courier.Outbox.Count("news", DeliveryState.Waiting));
        Assert.Equal(3, room.Courier.Outbox.Count("news", DeliveryState.Failed));
        Assert.Single(room.Receiver.Tried);
    }

    [Fact]
    public async Task Of_a_digest_that_failed_each_is_tried_again_by_a_key_of_its_own()
    {
        using var room = new PostRoom(new DeliveriesOptions { GiveUpAfter = TimeSpan.FromMinutes(1), Rules = new Dictionary<string, RuleOptions> { ["news"] = new() { Target = "https://x.example/a", Digest = TimeSpan.FromMinutes(10) } } });
        room.Receiver.Answer = _ => new(OutcomeKind.Refused, "no");
        await room.Hear("tram").Hear("fire").PassAsync(TimeSpan.FromMinutes(30));
        room.Receiver.Answer = _ => Outcome.Sent;

        foreach (var failed in room.Courier.Outbox.Log(state: DeliveryState.Failed))
        {
            Assert.True(room.Courier.Outbox.Retry(failed.Id));
        }
        await room.SendAsync();
        Assert.Equal(["fire-1:news", "tram-1:news"], room.Receiver.Got.Select(letter => letter.Key).Order());
    }

    [Fact]
    public async Task What_failed_for_a_rule_that_is_gone_is_not_tried_again()
    {
        using var room = new PostRoom(new RuleOptions { Target = "https://x.example/a" });
        room.Receiver.Answer = _ => new(OutcomeKind.Gone, "the receiver answered 410");
        await room.Hear("tram").SendAsync();
        room.Restart(new());

        Assert.False(room.Courier.Outbox.Retry(Assert.Single(room.Courier.Outbox.Log()).Id));
    }

    [Fact]
    public async Task What_failed_for_a_rule_that_is_switched_off_is_not_tried_again_but_a_retraction_is()
    {
        using var room = new PostRoom(Alerts);
        await room.Hear("fire").SendAsync();
        room.Hear("tram").Hear(Retracted("fire", 2)).Courier.Outbox.End(room.Courier.Outbox.Log(state: DeliveryState.Waiting), DeliveryState.Failed, "the receiver answered 404");
        room.Restart(Options(("news", Alerts with { On = false })));

        Assert.Equal([true, false], room.Courier.Outbox.Log(state: DeliveryState.Failed).Select(failed => room.Courier.Outbox.Retry(failed.Id)));
        await room.SendAsync();
        Assert.Equal(["retracted fire-2"], room.Receiver.Told);
    }

    [Fact]
    public void What_an_editor_split_off_counts_for_no_rule()
    {
        using var room = new PostRoom(Alerts);
        var tram = SomeAlert.Of("tram", level: AlertLevel.Alert);
        room.Hear(tram with { Evidence = [.. tram.Evidence, tram.Evidence[0] with { PostId = "p2" }] });
        room.Store.Acts.Add(new(ActKind.SplitOff, "tram", Text: "Smoke over the harbour", Posts: ["p2"]), "Ada");

        Assert.NotNull(room.Store.Find("tram-s1"));
        Assert.Equal(1, Assert.Single(room.Courier.Status()).LastDay);
    }

    [Fact]
    public async Task A_rule_is_the_same_however_its_name_is_written()
    {
        using var room = new PostRoom(new RuleOptions { Target = "https://x.example/a" });
        await room.Hear("tram").SendAsync();
        room.Restart(new() { Rules = new Dictionary<string, RuleOptions> { ["NEWS"] = new() { Target = "https://x.example/a" } } });

        await room.Hear("tram", 2).Hear(SomeAlert.Of("tram", 3) with { State = AlertState.Retracted }).SendAsync();
        Assert.Equal(["retracted tram-3"], room.Receiver.Told);
    }

    [Fact]
    public async Task What_a_rule_has_told_is_known_as_long_as_the_event_is_kept()
    {
        using var room = new PostRoom(new DeliveriesOptions { KeepLogFor = TimeSpan.FromDays(1), Rules = new Dictionary<string, RuleOptions> { ["news"] = new() { Target = "https://x.example/a" } } });
        await room.Hear("tram").SendAsync();
        room.Clock.Advance(TimeSpan.FromDays(2));
        room.Courier.Outbox.Forget();

        await room.Hear(SomeAlert.Of("tram", 2) with { State = AlertState.Retracted }).SendAsync();
        Assert.Equal(["opened tram-1", "retracted tram-2"], room.Receiver.Told);
    }

    [Fact]
    public async Task What_waits_for_a_rule_that_is_gone_is_not_sent_by_another()
    {
        using var room = new PostRoom(Alerts);
        room.Hear("tram");

        room.Restart(Options(("other", Alerts)));
        room.Courier.Outbox.DropOthers();
        await room.SendAsync();

        Assert.Equal(["tram-1:news dropped"], room.Log);
    }

    [Fact]
    public void A_preview_counts_what_the_rule_would_have_sent_in_the_last_day()
    {
        using var room = new PostRoom(Options(("all", Everything), ("alerts", Alerts), ("each", Rule() with { Updates = true })));
        room.Hear("old");
        foreach (var (id, revision, level) in new[] { ("tram", 1, AlertLevel.Watch), ("tram", 2, AlertLevel.Alert), ("tram", 3, AlertLevel.Alert), ("fire", 1, AlertLevel.Watch) })
        {
            room.Hear(SomeAlert.Of(id, revision, level) with { AlertedAt = $"2026-03-03T08:0{revision}:00.000Z" });
        }

        Assert.Equal([("alerts", 1), ("all", 3), ("each", 2)], room.Courier.Status().Select(rule => (rule.Name, rule.LastDay)));
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_tells_what_it_would_have_sent_and_sends_nothing()
    {
        using var room = new PostRoom(Alerts with { On = false });

        await room.Hear("tram").Hear("fire").PassAsync(TimeSpan.FromHours(1));

        var rule = Assert.Single(room.Courier.Status());
        Assert.Equal((2, 0, false, "at once, switched off"), (rule.LastDay, rule.Waiting, rule.IsOn, rule.Timing));
        Assert.Empty(room.Receiver.Tried);
        Assert.Equal(DeliveryState.Sent, (await room.Courier.TestAsync("news", TestContext.Current.CancellationToken))!.State);
    }

    [Fact]
    public async Task What_a_rule_has_told_is_taken_back_though_it_is_switched_off_and_what_waited_is_dropped()
    {
        using var room = new PostRoom(Alerts);
        await room.Hear("tram").SendAsync();
        room.Hear("fire");
        room.Restart(Options(("news", Alerts with { On = false })));
        room.Courier.Outbox.DropOthers();

        await room.Hear(Retracted("tram", 2)).Hear(Retracted("fire", 2)).SendAsync();

        Assert.Equal(["retracted tram-2"], room.Receiver.Told);
        Assert.Equal(["tram-1:news sent", "fire-1:news dropped", "tram-2:news sent"], room.Log);
    }

    [Fact]
    public async Task A_rule_of_a_lane_may_ask_for_what_is_more_urgent()
    {
        using var room = new PostRoom(Rule() with { Lane = "Trams", Urgency = 2 });
        room.Store.Save(new("Trams", "term=tram&urgency=5", "Ada"));

        await room.Hear("tram").Hear(SomeAlert.Of("crash") with { Urgency = 2 }).SendAsync();

        Assert.Equal(["opened crash-1"], room.Receiver.Told);
        Assert.Equal("lane Trams, urgency 2 or more urgent", Assert.Single(room.Courier.Status()).Filter);
    }

    [Fact]
    public async Task A_rule_whose_things_are_due_and_are_not_tried_is_stale()
    {
        using var room = new PostRoom(Rule() with { QuietFrom = new(12, 0, 0), QuietUntil = new(23, 0, 0) });
        room.Receiver.Answer = _ => Away;
        (bool, DateTimeOffset?) Stands() => room.Courier.Status().Select(rule => (rule.IsStale, rule.TriedAt)).Single();
        await (await room.Hear("tram").SendAsync()).PassAsync(TimeSpan.FromHours(3), TimeSpan.FromMinutes(1));
        Assert.False(Stands().Item1);

        // Whoever sends has stopped.
        var last = Stands().Item2;
        room.Clock.Advance(TimeSpan.FromMinutes(110));
        Assert.Equal((false, last), Stands());
        room.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((true, last), Stands());

        room.Receiver.Answer = _ => Outcome.Sent;
        await room.SendAsync();
        Assert.False(Stands().Item1);
        // What waits for the end of quiet hours is not due.
        room.Hear(SomeAlert.Of("fire", level: AlertLevel.Alert) with { AlertedAt = "2026-03-02T12:30:00.000Z" });
        room.Clock.Advance(TimeSpan.FromHours(4));
        Assert.False(Stands().Item1);
    }

    [Fact]
    public void A_preview_of_more_events_than_are_looked_at_says_that_it_may_be_more()
    {
        using var room = new PostRoom(Options(("all", Everything)));
        (int, bool) LastDay() => room.Courier.Status().Select(rule => (rule.LastDay, rule.LastDayIsLeast)).Single();
        foreach (var old in new[] { "flood", "fire" })
        {
            room.Hear(SomeAlert.Of(old) with { AlertedAt = "2026-02-27T07:00:00.000Z" });
        }
        for (var i = 1; i < Preview.Most; i++)
        {
            room.Hear($"e{i}");
        }
        Assert.Equal((Preview.Most - 1, false), LastDay());

        room.Hear("tram");
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((Preview.Most, true), LastDay());
    }

    [Fact]
    public async Task A_test_is_sent_at_once_and_noted()
    {
        using var room = new PostRoom(Rule() with { QuietFrom = new(7, 0, 0), QuietUntil = new(9, 0, 0) });

        var made = await room.Courier.TestAsync("NEWS", TestContext.Current.CancellationToken);

        Assert.Equal((DeliveryKind.Test, DeliveryState.Sent), (made!.Kind, made.State));
        Assert.Equal("This is a test: nothing has happened.", Assert.Single(room.Receiver.Got).Items[0].Alert.Headline);
        Assert.Null(await room.Courier.TestAsync("none", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_log_is_forgotten_in_its_time_but_not_what_waits_nor_what_is_about_an_event_that_is_kept()
    {
        using var room = new PostRoom(Options(("a", Alerts), ("b", Rule() with { Digest = TimeSpan.FromDays(1) })));
        await room.Hear("tram").SendAsync();
        await room.Courier.TestAsync("a", TestContext.Current.CancellationToken);
        Assert.Equal(3, room.Log.Count());
        room.Clock.Advance(TimeSpan.FromDays(31));

        room.Courier.Outbox.Forget();

        Assert.Equal(["tram-1:a sent", "tram-1:b waiting"], room.Log);
    }

    [Fact]
    public async Task Running_it_sends_what_comes_and_tries_again_when_its_time_has_come()
    {
        using var folder = new TemporaryFolder();
        var clock = new VirtualClock(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));
        using var store = AlertStore.Open(new() { File = folder.Path("scoop.db") }, clock);
        var receiver = new CollectingWay { Answer = letter => letter.Key == "tram-1:news" ? Away : Outcome.Sent };
        var courier = new Courier(store, Options(("news", Alerts)), _ => receiver, clock, new(1));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = courier.RunAsync(stop.Token);

        store.Record(SomeAlert.Of("tram", level: AlertLevel.Alert));
        await Eventually.Holds(() => receiver.Tried.Count == 1);
        receiver.Answer = _ => Outcome.Sent;
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return receiver.Got.Count == 1;
        });

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Running_it_outlasts_a_store_that_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        var clock = new VirtualClock(new(2026, 3, 2, 7, 30, 0, TimeSpan.Zero));
        using var store = AlertStore.Open(new() { File = folder.Path("scoop.db") }, clock);
        var receiver = new CollectingWay();
        var courier = new Courier(store, Options(("news", Alerts)), _ => receiver, clock, new(1));
        store.Record(SomeAlert.Of("tram", level: AlertLevel.Alert));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task running;
        using (store.Hold(folder.Path("scoop.db")))
        {
            running = Task.Run(() => courier.RunAsync(stop.Token), stop.Token);
            await Eventually.Holds(() => store.Health.Failures > 1);
            Assert.Empty(receiver.Tried);
        }
        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return receiver.Got.Count == 1;
        });

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static RuleOptions Rule(string filter = "level=alert") => new() { Target = "https://hooks.example/scoop", Filter = filter };

    private static DeliveriesOptions Options(params (string Name, RuleOptions Rule)[] rules) => new() { Rules = rules.ToDictionary(rule => rule.Name, rule => rule.Rule) };

    private static Alert Retracted(string eventId, int revision) => SomeAlert.Of(eventId, revision, AlertLevel.Alert) with { State = AlertState.Retracted };

    private sealed class FailingOutbox : IOutbox
    {
        public Action MakeOut(SqliteConnection writer, AlertEntry entry) => throw new SqliteException("The disk is full.", 13);
    }
}
