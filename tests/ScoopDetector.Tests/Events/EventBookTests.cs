using ScoopDetector.Bursts;
using ScoopDetector.Events;
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
    private EventBook _book = new(new());

    [Fact]
    public void Two_bursts_of_the_same_voices_open_one_event()
    {
        Tell(0, ["flood", "dresden"], voices: 4);

        var news = Assert.Single(_told);
        Assert.Equal((EventPhase.Open, 4, 4, 2), (news.Phase, news.Members.Count, news.Evidence.Independent, news.Evidence.Concepts));
        Assert.Equal([Some.Term("flood"), Some.Term("dresden")], news.Bursts.Select(burst => burst.Term).ToHashSet());
        Assert.StartsWith($"e{Begin / Width:x}-", news.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_bursts_of_different_voices_go_not_together()
    {
        Tell(0, [("flood", Say(0, "flood", 4)), ("quake", Say(0, "quake", 4))]);

        Assert.Empty(_told);
    }

    [Fact]
    public void A_burst_alone_is_no_event()
    {
        Tell(0, ["flood"], voices: 9);

        Assert.Empty(_told);
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
        _book = new(new());
        Tell(0, ["flood", "dresden"], voices: 4);

        Assert.Equal(_told[0].Id, _told[1].Id);
    }

    [Fact]
    public void A_long_story_does_not_drift_into_the_next()
    {
        DriftingStory();

        Assert.Equal(2, _told.DistinctBy(news => news.Id).Count());
    }

    /// <remarks>So that the story of the test before is one that could drift.</remarks>
    [Fact]
    public void Where_its_latest_words_weigh_as_much_as_its_first_it_does()
    {
        _book = new(new() { SameWordsNow = 0.15 });
        DriftingStory();

        Assert.Single(_told.DistinctBy(news => news.Id));
    }

    [Fact]
    public void An_event_closes_at_the_time_when_the_quiet_has_lasted()
    {
        Tell(2, ["flood", "dresden"], voices: 4);
        Pass(44 * 60);
        Assert.Single(_told);
        Pass(3 * 3_600);

        Assert.Equal([EventPhase.Open, EventPhase.Closed], _told.Select(news => news.Phase));
        Assert.Equal((_told[0].Id, 4), (_told[1].Id, _told[1].Members.Count));
        Assert.True(_told[1].Pane.Contains(Begin + 2_000 + (45 * 60_000)), $"{_told[1].Pane}");
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
        Tell(0, Bursts(["flood"], all));
        Pass(5, new Withdrawal(all[0].Post.IdHash, all[0].Post.AuthorHash, Begin + 5_000));
        Tell(60, Bursts(["dresden"], all[1..]));

        Assert.Equal(4, Assert.Single(_told).Members.Count);
        Assert.DoesNotContain(_told[0].Members, member => member.Voice == all[0]);
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
        Tell(120, ["flood", "dresden", "bridge", "collapse"], voices: 12);
        var (older, younger) = (_told[0].Id, _told[1].Id);

        Assert.Equal([(older, EventPhase.Open), (younger, EventPhase.Open), (younger, EventPhase.Merged), (older, EventPhase.Open)], _told.Select(news => (news.Id, news.Phase)));
        Assert.Equal([null, null, older, null], _told.Select(news => news.MergedInto));
        Assert.Equal(20, _told[^1].Members.Count);
    }

    [Fact]
    public void What_is_like_an_older_event_but_not_it_tells_how_alike()
    {
        DriftingStory();

        Assert.Equal(0, _told[0].Evidence.Kinship);
        Assert.InRange(_told[^1].Evidence.Kinship, 0.01, 0.5);
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

    /// <summary>Begins with one pair of words, comes to a third, and that third is also said with two that are new.</summary>
    private void DriftingStory()
    {
        Tell(0, ["flood", "dresden"], voices: 20);
        Tell(600, ["flood", "dresden", "minister"], voices: 20);
        Tell(1_200, ["minister", "scandal", "resigns"], voices: 6);
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

    private static Pane PaneAt(int second) => Pane.Of(Begin + (second * 1_000L), Width);
}
