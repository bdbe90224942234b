using Microsoft.Playwright;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Tests.Store;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ScoopDetector.Host.Tests.Desk;

/// <summary>The desk as editors see it, in a real browser.</summary>
public sealed class DeskPageTests(Chromium chromium) : DeskFixture(chromium), IClassFixture<Chromium>
{
    // When it is drawn, by the page's own clock, which is that of this machine: whoever asks from outside asks now and then.
    private const string Appears = """
        id => { window.appeared = new Promise(seen => {
          const look = () => document.getElementById(id) && requestAnimationFrame(() => seen(Date.now()));
          new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        }); }
        """;

    [Fact]
    public async Task An_alert_appears_on_two_open_desks_within_a_second()
    {
        IPage[] desks = [await SitDownAsync(), await SitDownAsync(name: "Bo")];

        // The median of several, as a machine that does other work too may stand still for a moment.
        var took = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await Task.WhenAll(desks.Select(desk => desk.EvaluateAsync(Appears, $"tram{i}")));
            var published = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            Desk.Post(SomeAlert.Of($"tram{i}", level: AlertLevel.Alert));
            took.Add((await Task.WhenAll(desks.Select(desk => desk.EvaluateAsync<double>("appeared")))).Max() - published);
        }

        Assert.InRange(took.Order().ElementAt(2), 0, 1000);
    }

    [Fact]
    public async Task A_claim_on_one_desk_shows_on_the_other_and_so_does_its_undoing()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var (ada, bo) = (await SitDownAsync(), await SitDownAsync(name: "Bo"));

        await ada.Locator("#tram [data-act=claim]").ClickAsync();
        await Expect(bo.Locator("#tram .claimed")).ToHaveTextAsync("Ada has it");
        await Expect(bo.Locator(".log")).ToContainTextAsync("Ada claimed");

        await ada.Locator("#toast button").ClickAsync();
        await Expect(bo.Locator("#tram .claimed")).ToHaveCountAsync(0);
        await Expect(bo.Locator(".log .undone")).ToContainTextAsync("Ada claimed");
    }

    [Fact]
    public async Task A_card_answers_what_since_when_how_many_against_what_is_usual_why_and_what_is_doubtful()
    {
        Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert) with { Flags = new(0.4, 0.7, true), Why = [new("independent voices", 14, 4, 0.6), new("one origin", 0.5, 0.33, -0.5)] });
        var page = await SitDownAsync();
        var card = page.Locator("#tram");

        await Expect(card.Locator(".badge")).ToHaveTextAsync("▲ ALERT");
        await Expect(card.Locator("h2")).ToHaveTextAsync("A tram is off its rails");
        await Expect(card.Locator("time")).ToContainTextAsync("since 07:00:00");
        await Expect(card.Locator(".people")).ToHaveTextAsync("4 people in 5 posts: 2.5 a minute, usually 0.01");
        await Expect(card.Locator(".facts dd")).ToHaveTextAsync([
            "07:00:00 by a1; told 60 s later",
            "none known yet",
            "14 people speak independently",
            "all of it goes back to one post · spam risk 40 % · few posts are in words of their own: 30 % · fewer than five people yet · one origin 0.5, usually 0.33",
        ]);
    }

    [Fact]
    public async Task A_card_tells_one_time_of_the_first_post_and_the_delay_of_each_level()
    {
        Desk.Post(SomeAlert.Of("tram") with { FirstSeenAt = "2026-03-02T07:00:00.700Z", Evidence = [new("p1", "2026-03-02T06:59:59.900Z", "a1", "first")] });
        Desk.Post(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert) with { FirstSeenAt = "2026-03-02T07:00:00.700Z", Evidence = [new("p1", "2026-03-02T06:59:59.900Z", "a1", "first")] });
        Desk.Post(SomeAlert.Of("fire") with { Evidence = [new("p1", "2026-03-02T03:12:00.000Z", "a1", "first")] });
        var page = await SitDownAsync();

        await Expect(page.Locator("#tram time")).ToContainTextAsync("since 07:00:00");
        await Expect(page.Locator("#tram .facts dd").First).ToHaveTextAsync("07:00:00 by a1; on watch 59 s later, an alert 2 min later");
        await Expect(page.Locator("#fire .facts dd").First).ToHaveTextAsync("07:00:00 by a1, who claims 03:12:00; told 60 s later");
    }

    [Fact]
    public async Task The_small_bars_of_a_card_say_of_how_many_posts_and_of_when_they_are()
    {
        Desk.Post(SomeAlert.Of("tram") with { Evidence = [new("p1", "2026-03-02T07:00:00.000Z", "a1", "first"), new("p2", "2026-03-02T07:17:30.000Z", "a2", "voice")] });
        Desk.Post(SomeAlert.Of("fire") with { Counts = SomeAlert.Of("fire").Counts with { Posts = 2 }, Evidence = [new("p1", "2026-03-01T07:00:00.000Z", "a1", "first"), new("p2", "2026-03-02T07:17:30.000Z", "a2", "voice")] });
        var page = await SitDownAsync();

        await Expect(page.Locator("#tram .spark figcaption")).ToHaveTextAsync("2 of 5 posts, 07:00–07:17");
        await Expect(page.Locator("#fire .spark figcaption")).ToHaveTextAsync("2 posts in evidence, 03-01 07:00–03-02 07:17");
    }

    [Fact]
    public async Task What_was_told_before_the_visit_is_there_newest_first()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke over the harbour"));

        await Expect(Headlines(await SitDownAsync())).ToHaveTextAsync(["Smoke over the harbour", "A tram is off its rails"]);
    }

    [Fact]
    public async Task A_watch_that_becomes_an_alert_comes_to_the_top_while_nobody_reads()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("fire"));
        var page = await SitDownAsync();
        await Expect(Cards(page).Locator(".badge")).ToHaveTextAsync(["○ WATCH", "○ WATCH"]);

        Desk.Post(SomeAlert.Of("tram", revision: 2, level: AlertLevel.Alert));

        await Expect(Cards(page).Locator(".badge")).ToHaveTextAsync(["▲ ALERT", "○ WATCH"]);
        await Expect(Cards(page).First).ToContainTextAsync("an alert since 07:02:00");
    }

    [Fact]
    public async Task What_is_new_never_moves_what_is_being_read()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync();
        await page.Locator("#tram").HoverAsync();
        await ReadingAsync(page);
        var before = await page.Locator("#tram").BoundingBoxAsync();

        Desk.Post(SomeAlert.Of("fire"));
        Desk.Post(SomeAlert.Of("flood", level: AlertLevel.Alert));

        await Expect(page.Locator("#new")).ToContainTextAsync("2 new, 1 alert");
        await Expect(Cards(page)).ToHaveCountAsync(1);
        await Expect(page).ToHaveTitleAsync("(2) Scoop");
        Assert.Equal(before!.X, (await page.Locator("#tram").BoundingBoxAsync())!.X);

        await page.Locator("#new").ClickAsync();
        await Expect(Cards(page)).ToHaveCountAsync(3);
        await Expect(page.Locator("#new")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_browser_that_can_make_no_sound_goes_on_showing_what_comes()
    {
        var page = await SitDownAsync(prepare: page => page.AddInitScriptAsync(
            "localStorage.setItem('sound', 'on'); window.AudioContext = class { constructor() { document.documentElement.dataset.tried = 'yes'; throw new Error('no audio device'); } }"));
        Desk.Post(SomeAlert.Of("tram", level: AlertLevel.Alert));
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-tried", "yes");

        Desk.Post(SomeAlert.Of("fire", level: AlertLevel.Alert));

        await Expect(page.Locator("#fire")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_desk_that_cannot_look_any_more_ends_instead_of_passing_for_a_quiet_one()
    {
        var page = await SitDownAsync();

        var complaint = await page.RunAndWaitForConsoleMessageAsync(
            () =>
            {
                Open.Store.Writer.Run("ALTER TABLE lanes RENAME TO elsewhere");
                Desk.Post(SomeAlert.Of("tram"));
                return Task.CompletedTask;
            },
            new() { Predicate = message => message.Type == "error" });

        Assert.Contains("circuit", complaint.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_rises_while_a_sound_has_just_been_made_is_announced_when_the_quiet_is_over()
    {
        var page = await SitDownAsync();

        var heard = await page.EvaluateAsync<double[]>("""
            async () => {
              let [chimes, now, waits] = [0, 1e6, []];
              const wait = setTimeout;
              localStorage.setItem('sound', 'on');
              window.AudioContext = class { constructor() { chimes++; throw new Error('no audio device'); } };
              window.setTimeout = (act, delay) => delay > 1000 ? waits.push([act, delay]) : wait(act, delay);
              performance.now = () => now;
              const { announce } = await import('./desk.js');
              announce('one', 1, 'a');
              now += 5000;
              announce('two', 1, 'b');
              announce('three', 1, 'c');
              const at = chimes;
              now += 10000;
              waits[0][0]();
              return [at, waits.length, waits[0][1], chimes];
            }
            """);

        Assert.Equal([1, 1, 10_000, 2], heard);
    }

    [Fact]
    public async Task Pulse_sound_and_notifications_are_off_until_somebody_wants_them()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync();
        await page.Locator("#settings summary").ClickAsync();
        foreach (var choice in new[] { "pulse", "sound", "notify" })
        {
            await Expect(page.Locator($"#{choice}")).Not.ToBeCheckedAsync();
        }
        await Expect(page.Locator("#tram")).ToHaveCSSAsync("animation-name", "none");

        await page.Locator("#pulse").CheckAsync();

        await Expect(page.Locator("#tram")).ToHaveCSSAsync("animation-name", "arrive");
        await page.ReloadAsync();
        await Expect(page.Locator("#tram")).ToHaveCSSAsync("animation-name", "arrive");
    }

    [Fact]
    public async Task There_is_one_notification_of_an_event_unless_its_level_rises()
    {
        var page = await SitDownAsync(prepare: page => page.AddInitScriptAsync("""
            localStorage.setItem('notify', 'on');
            Object.defineProperty(document, 'hidden', { get: () => true });
            window.notified = [];
            window.Notification = class { static permission = 'granted'; constructor(title, { body }) { notified.push(body); } };
            """));
        // Each time somebody asks, the quiet after a sound is over.
        await page.EvaluateAsync("{ const now = performance.now.bind(performance); let later = 0; performance.now = () => now() + (later += 20000); }");

        Desk.Post(SomeAlert.Of("tram", headline: "one"));
        await Expect(page.Locator("#tram")).ToBeVisibleAsync();
        Desk.Post(SomeAlert.Of("tram", revision: 2, AlertLevel.Alert, "two"));
        await Expect(page.Locator("#tram[data-revision='2']")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => notified.length === 1");
        Desk.Post(SomeAlert.Of("tram", revision: 3, AlertLevel.Alert, "three"));
        await Expect(page.Locator("#tram[data-revision='3']")).ToBeVisibleAsync();
        Desk.Post(SomeAlert.Of("fire", level: AlertLevel.Alert, headline: "four"));
        await page.WaitForFunctionAsync("() => notified.length > 1");

        Assert.Equal(["two", "four"], await page.EvaluateAsync<string[]>("notified"));
    }

    [Theory]
    [InlineData(AlertState.Closed, "gone quiet")]
    [InlineData(AlertState.Retracted, "retracted: its posts were withdrawn")]
    public async Task An_event_that_has_ended_says_so(AlertState state, string words)
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync();
        await Expect(Cards(page).Locator(".ending")).ToHaveCountAsync(0);

        Desk.Post(SomeAlert.Of("tram", revision: 2) with { State = state });

        await Expect(page.Locator("#tram.ended .ending")).ToHaveTextAsync(words);
    }

    [Fact]
    public async Task What_the_detector_merges_moves_nothing_that_is_read_and_is_folded_below_its_story_afterwards()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("fire"));
        Desk.Post(SomeAlert.Of("crash"));
        var page = await SitDownAsync();
        await page.Locator("#tram").FocusAsync();
        await ReadingAsync(page);
        var before = await page.Locator("#tram").BoundingBoxAsync();

        Desk.Post(SomeAlert.Of("crash", revision: 2) with { State = AlertState.Merged, MergedInto = "tram" });
        await Expect(page.Locator("#crash .ending")).ToHaveTextAsync("now part of another story");
        Assert.Equal(before!.Y, (await page.Locator("#tram").BoundingBoxAsync())!.Y);
        await Expect(page.Locator("#crash.folded")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync(".");
        await Expect(page.Locator("#fire + #tram + #crash.folded")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_merged_event_leads_to_the_story_that_it_is_part_of_and_can_be_parted_again()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("crash") with { State = AlertState.Merged, MergedInto = "tram" });
        var page = await SitDownAsync();
        await Expect(page.Locator("#crash .ending")).ToHaveAttributeAsync("href", "/events/tram");

        await page.Locator("#crash [data-act=merge]").ClickAsync();
        await Expect(page.Locator("#crash .ending")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_whole_shift_needs_nothing_but_the_keyboard()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke over the harbour") with { Evidence = [new("p1", "2026-03-02T07:00:00.000Z", "a1", "representative"), new("p3", "2026-03-02T07:00:40.000Z", "a3", "voice")] });
        var page = await SitDownAsync();
        var keys = page.Keyboard;

        await keys.PressAsync("j");
        await Expect(page.Locator("#fire")).ToBeFocusedAsync();
        await keys.PressAsync("c");
        await Expect(page.Locator("#fire .claimed")).ToHaveTextAsync("Ada has it");
        await keys.PressAsync("w");
        await Expect(page.Locator("#fire .tag").First).ToHaveTextAsync("watched");
        await keys.PressAsync("n");
        await Expect(page.Locator("#note")).ToBeFocusedAsync();
        await keys.TypeAsync("called the harbour master");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#fire")).ToContainTextAsync("1 note");

        await page.Locator("#fire").FocusAsync();
        await keys.PressAsync("j");
        await Expect(page.Locator("#tram")).ToBeFocusedAsync();
        await keys.PressAsync("d");
        await Expect(page.Locator("#tram .panel")).ToBeVisibleAsync();
        await keys.PressAsync("2");
        await Expect(page.Locator("#tram .ending")).ToHaveTextAsync("dismissed as known by Ada");
        await keys.PressAsync("u");
        await Expect(page.Locator("#tram .ending")).ToHaveCountAsync(0);

        await keys.PressAsync("x");
        await keys.PressAsync("Tab");
        await FocusOnAsync(page, "mute tram for 1 h");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#tram.folded .muted")).ToContainTextAsync("muted: tram until");
        await keys.PressAsync("u");
        await Expect(page.Locator("#tram.folded")).ToHaveCountAsync(0);

        await page.Locator("#tram").FocusAsync();
        await keys.PressAsync("m");
        await Expect(page.Locator("#into")).ToBeFocusedAsync();
        await keys.TypeAsync("07:00:00 Smoke");
        await FocusOnAsync(page, "Merge");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#tram .ending")).ToHaveTextAsync("merged into another story by an editor");
        await page.Locator("#tram").FocusAsync();
        await keys.PressAsync("m");
        await Expect(page.Locator("#tram .ending")).ToHaveCountAsync(0);

        Desk.Post(SomeAlert.Of("flood", headline: "Water in the cellars"));
        await Expect(page.Locator("#new")).ToBeVisibleAsync();
        await keys.PressAsync(".");
        await Expect(Headlines(page).First).ToHaveTextAsync("Water in the cellars");

        await keys.PressAsync("k");
        await Expect(page.Locator("#fire")).ToBeFocusedAsync();
        await keys.PressAsync("o");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/events/fire$"));
        await Expect(page.Locator(".acts-log li")).ToHaveCountAsync(3);
        await FocusOnAsync(page, "07:00:40 by a3 is another story");
        await keys.PressAsync("Space");
        await Expect(page.Locator("#split")).ToBeVisibleAsync();
        await keys.PressAsync("s");
        await Expect(page.Locator("#other")).ToBeFocusedAsync();
        await keys.TypeAsync("A boat adrift");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".acts-log li").Last).ToContainTextAsync("split 1 post off it: A boat adrift");
        await keys.PressAsync("b");
        await Expect(Headlines(page)).ToHaveTextAsync(["A boat adrift", "Water in the cellars", "Smoke over the harbour", "A tram is off its rails"]);
        await keys.PressAsync("g");
        await keys.PressAsync("4");
        await Expect(page.Locator(".lanes [aria-current]")).ToHaveTextAsync("Mine");
        await Expect(Headlines(page)).ToHaveTextAsync(["Smoke over the harbour"]);
        await keys.PressAsync("?");
        await Expect(page.Locator("#help")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(page.Locator("#help")).ToBeHiddenAsync();
        await keys.PressAsync("/");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search$"));

        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task Single_keys_do_nothing_in_a_field_or_when_they_are_switched_off()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync();
        await page.Locator("#settings summary").ClickAsync();
        await page.Locator("#name").FillAsync("");
        await page.Locator("#name").PressSequentiallyAsync("jc?");
        await page.Locator("#keys").UncheckAsync();
        await page.Locator("#tram").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("c");
        await page.Locator("#tram [data-act=watch]").ClickAsync();
        await Expect(page.Locator("#tram .tag")).ToHaveTextAsync(["watched"]);

        Assert.Equal(ActKind.Watch, Assert.Single(Open.Store.Acts.On("tram")).Kind);
    }

    [Fact]
    public async Task A_muted_term_folds_its_cards_until_it_is_unmuted()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync();

        await page.Locator("#tram [data-act=mute]").ClickAsync();
        await page.Locator("#tram [aria-label='mute rails for 8 h']").ClickAsync();

        await Expect(page.Locator("#tram.folded .muted")).ToContainTextAsync("muted: rails until");
        await page.Locator(".muted-terms button").ClickAsync();
        await Expect(page.Locator("#tram.folded")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_card_that_is_muted_and_not_folded_says_so_too_on_the_desk_while_it_is_read_and_on_its_own_page()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var (page, own) = (await SitDownAsync(), await SitDownAsync("/events/tram"));
        await page.Locator("#tram").HoverAsync();
        await ReadingAsync(page);
        var (facts, acts) = (await TopAsync(page, "#tram .facts"), await TopAsync(page, "#tram .acts"));

        Desk.Do(new(ActKind.Mute, Term: "rails", Hours: 8), new("Bo", ScoopDetector.Host.Desk.Access.Role.Editor));

        await Expect(page.Locator("#tram:not(.folded) .muted")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^muted: rails until \d\d:\d\d UTC, by Bo$"));
        await Expect(own.Locator("#tram .muted")).ToContainTextAsync("muted: rails until");
        Assert.Equal((facts, acts), (await TopAsync(page, "#tram .facts"), await TopAsync(page, "#tram .acts")));
        Desk.Undo(1, new("Bo", ScoopDetector.Host.Desk.Access.Role.Editor));
        await Expect(page.Locator("#tram .muted")).ToHaveCountAsync(0);
        await Expect(own.Locator("#tram .muted")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_was_missed()
    {
        Desk.Post(SomeAlert.Of("tram"));
        var page = await SitDownAsync();
        await Expect(page.Locator("#catch-up")).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("id => localStorage.getItem(`seen-${id}`) === '1'", Open.Store.Id);
        await page.GotoAsync("about:blank");
        Desk.Post(SomeAlert.Of("fire", level: AlertLevel.Alert, headline: "Smoke over the harbour"));
        Desk.Post(SomeAlert.Of("flood"));
        Desk.Post(SomeAlert.Of("tram", revision: 2));

        await GoAsync(page, "/");

        await Expect(page.Locator("#catch-up h2")).ToHaveTextAsync("Since you left: 1 alert, 1 on watch");
        await Expect(page.Locator("#catch-up li").First).ToContainTextAsync("Smoke over the harbour");
        await page.Locator("#catch-up button").ClickAsync();
        await Expect(page.Locator("#catch-up")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_lane_shows_what_its_filter_lets_through_and_goes_on_doing_so()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Open.Store.Save(new("Fires", "text=smoke", "Ada"));
        var page = await SitDownAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Fires" }).ClickAsync();
        await Expect(page.Locator("#empty")).ToBeVisibleAsync();
        Desk.Post(SomeAlert.Of("fire", headline: "Smoke over the harbour"));
        Desk.Post(SomeAlert.Of("flood"));

        await Expect(Headlines(page)).ToHaveTextAsync(["Smoke over the harbour"]);
    }

    [Fact]
    public async Task The_heartbeat_says_how_the_pipeline_goes_and_when_it_is_blind()
    {
        var page = await SitDownAsync();
        Desk.Beat(Heartbeat.None with { State = PipelineState.Live, PostsPerSecond = 508.4, DelaySeconds = 7, EventTime = "2026-03-02T07:41:05.000Z" });
        await Expect(page.Locator("#state")).ToHaveTextAsync("live");
        await Expect(page.Locator("#rate")).ToHaveTextAsync("508");
        await Expect(page.Locator("#delay")).ToHaveTextAsync("7 s");

        Desk.Beat(Heartbeat.None with { State = PipelineState.CatchingUp, DelaySeconds = 1920, Speed = 60 });
        await Expect(page.Locator("#state")).ToHaveTextAsync("catching up, 32 s (32 min of the stream) behind");
        await Expect(page.Locator("#delay")).ToHaveTextAsync("32 s");

        Desk.Beat(Heartbeat.None with { State = PipelineState.Silent, SilentSeconds = 12 });
        await Expect(page.Locator("#state")).ToHaveTextAsync("no posts for 12 s: alerts are blind");
    }

    [Fact]
    public async Task While_the_disk_is_full_the_page_says_so_and_what_an_editor_has_written_stays_until_it_can_be_kept()
    {
        Desk.Post(SomeAlert.Of("tram"));
        Open.Store.TakeRoom();
        var page = await SitDownAsync("/events/tram");
        await page.Locator("[data-act=note]").ClickAsync();
        await page.Locator("#note").FillAsync(TightStore.LongText);

        await page.Locator("#note").PressAsync("Enter");
        await Expect(page.Locator("#toast")).ToContainTextAsync("Not done: the store cannot be written: the disk of");
        await Expect(page.Locator("#note")).ToHaveValueAsync(TightStore.LongText);
        Desk.Beat(Heartbeat.None with { State = PipelineState.Live });
        await Expect(page.Locator("#state.held")).ToContainTextAsync("is full. Alerts wait until it can, and nothing is lost");

        Open.Store.GiveRoom();
        await page.Locator("#note").PressAsync("Enter");
        await Expect(page.Locator("#toast")).ToContainTextAsync("Noted.");
        Assert.Equal(TightStore.LongText, Assert.Single(Open.Store.Acts.On("tram")).Text);
    }

    [Fact]
    public async Task When_nothing_is_heard_from_the_program_itself_the_page_says_so()
    {
        var page = await SitDownAsync(prepare: page => page.Clock.InstallAsync());
        Desk.Beat(Heartbeat.None with { State = PipelineState.Live });
        await Expect(page.Locator("#state")).ToHaveTextAsync("live");

        await page.Clock.RunForAsync(12_000);
        await Expect(page.Locator("#state")).ToHaveAttributeAsync("data-lost", new System.Text.RegularExpressions.Regex("nothing heard from the desk for 1\\d s: what you see may be old"));

        Desk.Beat(Heartbeat.None with { State = PipelineState.Live, Posts = 1 });
        await Expect(page.Locator("#heartbeat.lost")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task When_the_program_was_started_anew_the_page_comes_back_to_where_the_reader_was()
    {
        for (var i = 1; i <= 20; i++)
        {
            Desk.Post(SomeAlert.Of($"e{i}", headline: $"Event {i}"));
        }
        var page = await SitDownAsync();
        await page.EvaluateAsync("document.getElementById('e5').scrollIntoView({ block: 'start' })");
        var before = await page.EvaluateAsync<int>("scrollY");

        await Open.RestartAsync();
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('navigation')[0].type === 'reload'", null, new() { Timeout = 40_000 });
        await ReadyAsync(page);

        Assert.Equal(before, await page.EvaluateAsync<int>("scrollY"), 50.0);
        Desk.Post(SomeAlert.Of("e5", revision: 2, headline: "Event 5 goes on"));
        await Expect(page.Locator("#e5 h2")).ToHaveTextAsync("Event 5 goes on");
    }

    /// <summary>By the key that everybody moves with.</summary>
    private static async Task FocusOnAsync(IPage page, string name)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await page.EvaluateAsync<bool>("name => (document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()) === name", name))
            {
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The focus never came to “{name}”.");
    }

    private static async Task<float> TopAsync(IPage page, string selector) => (await page.Locator(selector).BoundingBoxAsync())!.Y;

    /// <summary>Until the server knows that the pointer is among the cards.</summary>
    private static Task ReadingAsync(IPage page) => Expect(page.Locator("body")).ToHaveAttributeAsync("data-reading", "yes");
}
