using CsCheck;
using ScoopDetector.Bursts;
using ScoopDetector.Events;
using ScoopDetector.State;
using ScoopDetector.Tallies;
using ScoopDetector.Tests.Support;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Events;

public sealed class EventBookTests
{
    private const long Begin = 1_000_000_000_000;
    private const int Width = 5_000;

    private readonly List<CandidateEvent> _told = [];
    private readonly List<Voice> _voices = [];
    private EventBook _book = new(new(), new());

    [Theory]
    [InlineData("flood", 1.0)]
    [InlineData("concert", 0.0)]
    public void It_knows_which_share_of_its_voices_uses_a_word_of_alarm(string word, double share)
    {
        Tell(0, [word, "dresden"], voices: 4);

        Assert.Equal(share, Assert.Single(_told).Evidence.AlarmShare);
    }

    [Fact]
    public void Two_bursts_of_the_same_voices_open_one_event()
    {
        Tell(0, ["flood", "dresden"], voices: 4);

        var news = Assert.Single(_told);
        Assert.Equal((EventPhase.Open, 4, 4, 2.0), (news.Phase, news.Members.Count, news.Evidence.Independent, news.Evidence.Things));
        Assert.Equal([Some.Term("flood"), Some.Term("dresden")], news.Bursts.Select(burst => burst.Term).ToHashSet());
        Assert.StartsWith($"e{Begin / Width:x}-", news.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_bursts_of_different_voices_go_not_together()
    {
        Tell(0, [("flood", Say(0, "flood", 4)), ("quake", Say(0, "quake", 4))]);

        Assert.Equal([["flood"], ["quake"]], _told.Select(news => news.Bursts.Select(WordOf).ToArray()).OrderBy(words => words[0]));
    }

    [Fact]
    public void A_burst_alone_is_an_event_if_it_came_out_of_nowhere()
    {
        Tell(0, [Some.Burst("flood", Say(0, "flood", 9), surprise: 12)]);

        Assert.Equal(9, Assert.Single(_told).Members.Count);
    }

    [Fact]
    public void A_burst_alone_that_may_be_chance_is_none()
    {
        Tell(0, [Some.Burst("flood", Say(0, "flood", 9), surprise: 3.5)]);

        Assert.Empty(_told);
    }

    [Fact]
    public void What_an_event_explains_begins_no_other()
    {
        Tell(0, ["flood", "dresden"], voices: 8);
        Say(60, "flood in dresden and at the elbe", 4);
        Tell(60, Bursts(["flood", "dresden", "elbe"], [.. _voices]));

        Assert.Single(_told.DistinctBy(news => news.Id));
        Assert.Equal(12, _told[^1].Members.Count);
    }

    [Fact]
    public void What_is_left_of_a_burst_begins_another_if_it_is_a_burst_still()
    {
        string[] here = ["flood", "dresden", "elbe", "saxony", "bridge", "levee", "rescue", "army"];
        string[] elsewhere = ["flood", "queensland", "brisbane", "australia", "ipswich", "cyclone", "rain", "river"];
        Tell(0, here, voices: 12);
        Say(60, string.Join(" and ", elsewhere), 6);
        Tell(60, Bursts(here.Union(elsewhere).ToArray(), [.. _voices]));

        Assert.Equal([12, 6], _told.Select(news => news.Members.Count));
        Assert.Equal(2, _told.DistinctBy(news => news.Id).Count());
    }

    [Fact]
    public void A_copy_goes_where_its_origin_is()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        var copy = Some.Voice("what he says", "copycat", Begin + 60_000) with { Origin = _told[0].Members[0].Voice.Origin };
        Tell(60, [Some.Burst("flood", _voices) with { Voices = [.. _voices, copy] }]);

        Assert.Contains(_told[^1].Members, member => member.Voice == copy);
    }

    [Fact]
    public void The_same_words_later_go_on_under_the_same_id()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Tell(600, ["flood", "dresden"], voices: 3);

        Assert.Equal([4, 7], _told.Select(news => news.Members.Count));
        Assert.Single(_told.DistinctBy(news => news.Id));
    }

    [Fact]
    public void Other_words_open_another()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Tell(60, ["quake", "lima"], voices: 4);

        Assert.Equal([4, 4], _told.Select(news => news.Members.Count));
        Assert.Equal(2, _told.DistinctBy(news => news.Id).Count());
    }

    [Fact]
    public void One_pane_may_tell_of_several()
    {
        Tell(0, [.. Bursts(["flood", "dresden"], Say(0, "flood in dresden", 4)), .. Bursts(["quake", "lima"], Say(0, "quake near lima", 5))]);

        Assert.Equal([4, 5], _told.Select(news => news.Members.Count).Order());
        Assert.Equal(2, _told.DistinctBy(news => news.Id).Count());
    }

    [Fact]
    public void Every_run_gives_an_event_the_same_id()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        _book = new(new(), new());
        Tell(0, ["flood", "dresden"], voices: 4);

        Assert.Equal(_told[0].Id, _told[1].Id);
    }

    [Fact]
    public void A_long_story_does_not_drift_into_the_next()
    {
        Tell(0, ["flood", "dresden"], voices: 20);
        Tell(600, ["flood", "dresden", "minister"], voices: 20);
        Tell(1_200, ["minister", "scandal", "resigns"], voices: 6);

        Assert.Equal(2, _told.DistinctBy(news => news.Id).Count());
    }

    [Fact]
    public void What_begins_inside_an_event_in_words_of_its_own_becomes_an_event_of_its_own()
    {
        TellFlood();
        TellFloodElsewhere(Later, voices: 4);
        TellFloodElsewhere(Later + 60, voices: 4);

        Assert.Equal([24, 8], _told.TakeLast(2).OrderByDescending(news => news.Members.Count).Select(news => news.Members.Count));
        Assert.All(_told.TakeLast(2), news => Assert.Single(news.Members.DistinctBy(member => member.Voice.Post.Text)));
    }

    [Fact]
    public void A_turn_that_is_told_with_the_names_of_the_story_stays_in_it()
    {
        TellFlood();
        Tell(Later, Bursts(["flood", "dresden", "elbe", "levee", "breach"], Say(Later, "flood in dresden: breach of the elbe levee", 8)));

        Assert.Single(_told.DistinctBy(news => news.Id));
        Assert.Equal(32, _told[^1].Members.Count);
    }

    [Fact]
    public void What_a_few_begin_inside_an_event_stays_in_it()
    {
        TellFlood();
        TellFloodElsewhere(Later, voices: 4);
        TellFloodElsewhere(Later + 60, voices: 3);

        Assert.Single(_told.DistinctBy(news => news.Id));
    }

    [Fact]
    public void What_has_split_stays_split_though_some_speak_of_both()
    {
        TellFlood();
        TellFloodElsewhere(Later, voices: 4);
        TellFloodElsewhere(Later + 60, voices: 4);
        string[] both = ["flood", "dresden", "elbe", "saxony", "queensland", "brisbane", "australia", "ipswich"];
        Tell(Later + 120, Bursts(both, Say(Later + 120, string.Join(" and ", both), 2)));

        Assert.DoesNotContain(_told, news => news.Phase == EventPhase.Merged);
    }

    [Fact]
    public void It_tells_how_many_posts_it_gave_up()
    {
        TellFlood();
        TellFloodElsewhere(Later, voices: 4);
        TellFloodElsewhere(Later + 60, voices: 4);

        Assert.Equal([8, 0], _told.TakeLast(2).OrderByDescending(news => news.Members.Count).Select(news => news.Released));
    }

    [Fact]
    public void Whoever_goes_on_splits_as_the_other_would_have()
    {
        TellFlood();
        TellFloodElsewhere(Later, voices: 4);
        HandOver();
        TellFloodElsewhere(Later + 60, voices: 4);
        var told = _told.TakeLast(2).Select(news => (news.Id, news.Members.Count, news.Released)).ToList();
        HandOver();
        TellFloodElsewhere(Later + 120, voices: 1);

        Assert.Equal([24, 8], told.Select(news => news.Count).OrderDescending());
        Assert.Equal(9, _told[^1].Members.Count);
    }

    /// <summary>After an event's first posts have become earlier ones.</summary>
    private const int Later = 700;

    private void TellFloodElsewhere(int second, int voices) =>
        Tell(second, Bursts(["flood", "queensland", "brisbane", "australia", "ipswich"], Say(second, "flood in queensland near brisbane australia ipswich", voices)));

    private void HandOver()
    {
        var writer = new StateWriter();
        writer.Begin("events");
        _book.Save(writer);
        using var saved = new MemoryStream();
        writer.WriteTo(saved);
        using var file = new StateFile(new MemoryStream(saved.ToArray()));
        _book = new(new(), new());
        file.Read("events", _book.Load);
    }

    private void TellFlood() => Tell(0, ["flood", "dresden", "elbe", "saxony"], voices: 24);

    [Fact]
    public void An_event_closes_at_the_time_when_the_quiet_has_lasted()
    {
        Tell(2, ["flood", "dresden"], voices: 4);
        Pass(44 * 60);
        Assert.Single(_told);
        Pass(3 * 3_600);

        Assert.Equal([EventPhase.Open, EventPhase.Closed], _told.Select(news => news.Phase));
        Assert.Equal((_told[0].Id, 4), (_told[1].Id, _told[1].Members.Count));
        // The minute of the last post, and 45 full minutes after it.
        Assert.True(_told[1].Pane.Contains(((Begin + 2_000) / 60_000 * 60_000) + (46 * 60_000)), $"{_told[1].Pane}");
    }

    [Fact]
    public void Who_joins_keeps_it_open()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Tell(40 * 60, ["flood", "dresden"], voices: 2);
        Pass(80 * 60);

        Assert.DoesNotContain(_told, news => news.Phase == EventPhase.Closed);
    }

    [Fact]
    public void It_closes_too_when_hardly_anybody_joins_by_the_measure_of_its_best_days()
    {
        Tell(0, ["flood", "dresden"], voices: 100);
        Tell(30 * 60, ["flood", "dresden"], voices: 1);
        Tell(44 * 60, ["flood", "dresden"], voices: 3);
        Pass(50 * 60);

        Assert.Equal(EventPhase.Closed, _told[^1].Phase);
    }

    [Fact]
    public void What_comes_after_the_close_is_a_new_story()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Tell(50 * 60, ["flood", "dresden"], voices: 4);

        Assert.Equal([EventPhase.Open, EventPhase.Closed, EventPhase.Open], _told.Select(news => news.Phase));
        Assert.NotEqual(_told[0].Id, _told[2].Id);
    }

    [Fact]
    public void A_withdrawn_post_is_taken_out()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        var post = _told[0].Members[1].Voice.Post;
        Pass(60, new Withdrawal(post.IdHash, post.AuthorHash, Begin + 60_000));

        Assert.Equal((3, 1), (_told[^1].Members.Count, _told[^1].Withdrawn));
        Assert.DoesNotContain(_told[^1].Members, member => member.Voice.Post == post);
    }

    [Fact]
    public void A_purged_author_takes_all_his_earlier_posts_along()
    {
        Voice[] twice = [.. Say(0, "flood in dresden", 3), Some.Voice("the flood reaches dresden", "purged", Begin), Some.Voice("more flood in dresden", "purged", Begin + 1)];
        Tell(0, Bursts(["flood", "dresden"], twice));
        Pass(60, new Withdrawal(0, twice[^1].Post.AuthorHash, Begin + 60_000));

        Assert.Equal([(5, 0), (3, 2)], _told.Select(news => (news.Members.Count, news.Withdrawn)));
    }

    [Fact]
    public void Who_was_withdrawn_does_not_come_back()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        var gone = _told[0].Members[0].Voice;
        Pass(5, new Withdrawal(gone.Post.IdHash, gone.Post.AuthorHash, Begin + 5_000));
        Tell(60, Bursts(["flood", "dresden"], [gone, .. Say(60, "flood in dresden", 2)]));

        Assert.Equal([4, 3, 5], _told.Select(news => news.Members.Count));
    }

    [Fact]
    public void Who_was_withdrawn_before_there_was_an_event_does_not_enter_it()
    {
        Voice[] all = [.. Say(0, "flood in dresden", 5)];
        Tell(0, [Some.Burst("flood", all, surprise: 3.5)]);
        Pass(5, new Withdrawal(all[0].Post.IdHash, all[0].Post.AuthorHash, Begin + 5_000));
        Tell(60, Bursts(["dresden"], all[1..]));

        Assert.Equal(4, Assert.Single(_told).Members.Count);
        Assert.DoesNotContain(_told[0].Members, member => member.Voice == all[0]);
    }

    [Fact]
    public void A_founder_that_is_withdrawn_after_hours_leaves_the_event()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        var founder = _told[0].Members[0].Voice.Post;
        for (var minute = 30; minute <= 7 * 60; minute += 30)
        {
            Tell(minute * 60, ["flood", "dresden"], voices: 2);
        }
        Pass((7 * 3_600) + 60, new Withdrawal(founder.IdHash, founder.AuthorHash, Begin + (7 * 3_600_000)));

        Assert.Single(_told.DistinctBy(news => news.Id));
        Assert.Equal(1, _told[^1].Withdrawn);
        Assert.DoesNotContain(_told[^1].Members, member => member.Voice.Post == founder);
    }

    [Fact]
    public void An_event_whose_every_post_was_withdrawn_says_nothing_and_takes_in_nobody()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        var gone = _told[0].Id;
        Pass(5, [.. _told[0].Members.Select(member => new Withdrawal(member.Voice.Post.IdHash, member.Voice.Post.AuthorHash, Begin + 5_000))]);
        Assert.Equal((0, 0, 4), (_told[^1].Members.Count, _told[^1].Bursts.Count, _told[^1].Withdrawn));

        Tell(60, ["flood", "dresden"], voices: 4);
        Assert.NotEqual(gone, _told[^1].Id);
    }

    [Fact]
    public void A_withdrawal_of_anything_else_says_nothing()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Pass(60, new Withdrawal(1, 2, Begin + 60_000));

        Assert.Single(_told);
    }

    [Fact]
    public void Events_that_turn_out_to_be_one_are_merged_into_the_older()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Tell(60, ["bridge", "collapse"], voices: 4);
        Tell(120, ["flood", "dresden", "bridge", "collapse"], voices: 4);
        var (older, younger) = (_told[0].Id, _told[1].Id);

        Assert.Equal([(older, EventPhase.Open), (younger, EventPhase.Open), (younger, EventPhase.Merged), (older, EventPhase.Open)], _told.Select(news => (news.Id, news.Phase)));
        Assert.Equal([null, null, older, null], _told.Select(news => news.MergedInto));
        Assert.Equal(12, _told[^1].Members.Count);
    }

    [Fact]
    public void One_post_about_two_events_makes_them_not_one()
    {
        Tell(0, ["flood", "dresden"], voices: 4);
        Tell(60, ["bridge", "collapse"], voices: 4);
        Tell(120, ["flood", "dresden", "bridge", "collapse"], voices: 1);

        Assert.DoesNotContain(_told, news => news.Phase == EventPhase.Merged);
    }

    [Fact]
    public void Posts_about_two_events_that_have_no_word_in_common_make_them_akin_and_not_one()
    {
        string[] boston = ["boston", "marathon", "explosion"], dhaka = ["dhaka", "building", "collapse"];
        Tell(0, boston, voices: 14);
        Tell(60, dhaka, voices: 14);
        Tell(120, [.. boston, .. dhaka], voices: 2);

        Assert.DoesNotContain(_told, news => news.Phase == EventPhase.Merged);
        Assert.Equal(_told.Select(news => news.Id).Distinct().Order(), _told[^1].Akin.Append(_told[^1].Id).Order());
    }

    [Fact]
    public void What_somebody_else_withdraws_makes_no_event_be_told_anew()
    {
        Tell(0, ["flood", "dresden"], voices: 32);
        Say(60, "flood in dresden", 1);
        Accept(new(PaneAt(60), false, 1, [.. Bursts(["flood", "dresden"], [.. _voices]).OrderBy(burst => burst.Term.Value)], [new Withdrawal(1, 2, Begin + 60_000)]));

        Assert.Equal(32, Assert.Single(_told).Members.Count);
    }

    [Fact]
    public void What_takes_in_another_is_told_at_once_however_large_it_is()
    {
        Tell(0, ["flood", "dresden"], voices: 200);
        Tell(60, ["bridge", "collapse"], voices: 4);
        Tell(120, ["flood", "dresden", "bridge", "collapse"], voices: 2);

        Assert.Equal([(EventPhase.Merged, 6), (EventPhase.Open, 206)], _told.Skip(2).Select(news => (news.Phase, news.Members.Count)));
    }

    [Fact]
    public void Two_large_events_that_share_few_posts_stay_two()
    {
        Tell(0, ["flood", "dresden"], voices: 100);
        Tell(60, ["bridge", "collapse"], voices: 100);
        Tell(120, ["flood", "dresden", "bridge", "collapse"], voices: 3);

        Assert.DoesNotContain(_told, news => news.Phase == EventPhase.Merged);
    }

    [Fact]
    public void A_community_whose_voices_are_in_good_part_an_events_goes_into_it()
    {
        string[] words = ["levee", "sandbags", "shovels", "torches"];
        Tell(0, Bursts(["flood", "dresden"], [.. words.SelectMany(word => Say(0, $"flood in dresden: {word}", 1))]));
        Say(60, string.Join(" and ", words), 3);
        Tell(60, Bursts(words, [.. _voices]));

        Assert.Single(_told.DistinctBy(news => news.Id));
        Assert.Equal(7, _told[^1].Members.Count);
    }

    [Fact]
    public void One_whose_voices_are_hardly_any_events_begins_another()
    {
        string[] words = ["levee", "sandbags", "shovels", "torches"];
        Tell(0, Bursts(["flood", "dresden"], [.. words.SelectMany(word => Say(0, $"flood in dresden: {word}", 1))]));
        Say(60, string.Join(" and ", words), 9);
        Tell(60, Bursts(words, [.. _voices]));

        Assert.Equal([4, 9], _told.Select(news => news.Members.Count));
    }

    [Fact]
    public void An_event_of_old_voices_does_not_close_at_the_next_minute()
    {
        Tell(0, Bursts(["flood", "dresden"], [.. Enumerable.Range(0, 4).Select(i => Some.Voice("flood in dresden", $"early{i}", Begin - 3_000_000))]) is var bursts
            ? [.. bursts.Select(burst => burst with { Window = TimeSpan.FromHours(1) })] : []);
        Pass(5 * 60);

        Assert.Equal(EventPhase.Open, Assert.Single(_told).Phase);
    }

    [Fact]
    public void Panes_in_which_nothing_is_said_change_nothing() => Gen.Select(SomeWords, Gen.Int[0, 4], Gen.Int[30, 1_500]).Array[1, 8].Sample(told =>
    {
        var (alone, among) = (Run(told, pauses: false), Run(told, pauses: true));
        return alone.SequenceEqual(among);
    }, iter: 40, threads: 1);

    [Fact]
    public void A_post_is_in_one_event_once() => Gen.Select(SomeWords, Gen.Int[0, 4], Gen.Int[30, 1_500]).Array[1, 8].Sample(told =>
    {
        Run(told, pauses: false);
        var last = _told.Where(news => news.Phase == EventPhase.Open).GroupBy(news => news.Id).Select(group => group.Last()).ToList();
        return last.TrueForAll(news => news.Members.Select(member => member.Voice.Post.IdHash).Distinct().Count() == news.Members.Count);
    }, iter: 40, threads: 1);

    private static readonly Gen<string[]> SomeWords = Gen.OneOf(Gen.Const("flood"), Gen.Const("dresden"), Gen.Const("quake"), Gen.Const("lima"), Gen.Const("bridge")).Array[1, 3].Select(words => words.Distinct().ToArray());

    /// <summary>Tells of these words one after the other, each some seconds after the one before; what the book had to say.</summary>
    private List<string> Run((string[] Words, int Voices, int Later)[] told, bool pauses)
    {
        _book = new(new(), new());
        _told.Clear();
        _voices.Clear();
        var second = 0;
        foreach (var (words, voices, later) in told)
        {
            for (var pause = second + 5; pauses && pause < second + later; pause += 5)
            {
                Pass(pause);
            }
            second += later;
            Say(second, string.Join(" and ", words), voices + 2);
            Tell(second, Bursts(words, [.. _voices.TakeLast(voices + 8)]));
        }
        Pass(second + 20_000);
        return [.. _told.Select(news => $"{news.Pane} {news.Phase} {news.Members.Count} {news.Id[..10]}")];
    }

    [Fact]
    public void A_large_event_is_told_anew_when_it_has_grown_by_an_eighth()
    {
        Tell(0, ["flood", "dresden"], voices: 32);
        for (var second = 60; second <= 120; second += 15)
        {
            Say(second, "flood in dresden", 1);
            Tell(second, Bursts(["flood", "dresden"], [.. _voices]));
        }

        Assert.Equal([32, 36], _told.Select(news => news.Members.Count));
    }

    /// <summary>New voices that say all the words burst with them.</summary>
    private void Tell(int second, string[] words, int voices) => Tell(second, Bursts(words, Say(second, string.Join(" and ", words), voices)));

    private void Tell(int second, (string Word, Voice[] Voices)[] bursts) => Tell(second, [.. bursts.Select(burst => Some.Burst(burst.Word, burst.Voices))]);

    private void Tell(int second, Burst[] bursts) => Accept(new(PaneAt(second), false, bursts.Length, [.. bursts.OrderBy(burst => burst.Term.Value)], []));

    private void Pass(int second, params Withdrawal[] withdrawals) => Accept(new(PaneAt(second), false, 0, [], withdrawals));

    private void Accept(BurstPane pane) => _book.Accept(pane, _told.Add);

    private static Burst[] Bursts(string[] words, Voice[] voices) => [.. words.Select(word => Some.Burst(word, voices))];

    private Voice[] Say(int second, string text, int voices)
    {
        Voice[] own = [.. Enumerable.Range(_voices.Count, voices).Select(number => Some.Voice(text, $"witness{number}", Begin + (second * 1_000L)))];
        _voices.AddRange(own);
        return own;
    }

    private static string WordOf(Burst burst) => new[] { "flood", "quake" }.Single(word => Some.Term(word) == burst.Term);

    private static Pane PaneAt(int second) => Pane.Of(Begin + (second * 1_000L), Width);
}
