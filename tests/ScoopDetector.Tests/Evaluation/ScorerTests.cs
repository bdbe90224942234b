using ScoopDetector.Evaluation;
using Xunit;
using static ScoopDetector.Tests.Evaluation.Bench;

namespace ScoopDetector.Tests.Evaluation;

public sealed class ScorerTests
{
    [Fact]
    public void A_morning_with_one_of_everything_comes_out_as_worked_out_by_hand()
    {
        var card = Score(
            Alert("1", 20, PostIdsOf("match", 5)),
            Alert("2", 30, PostIdsOf("noise", 5)),
            Alert("3", 63, [.. PostIdsOf("fire", 6), .. PostIdsOf("noise", 2)]),
            Alert("4", 70, PostIdsOf("fire", 5)),
            Alert("5", 101, [.. PostIdsOf("strike", 3), .. PostIdsOf("fire", 1), .. PostIdsOf("noise", 1)]),
            Alert("6", 155, PostIdsOf("paste", 9)),
            Alert("7", 321, PostIdsOf("election", 9))).Alert;

        Assert.Equal((7, 2, 1, 2, 1, 1), (card.Threads, card.TruePositives, card.Duplicates, card.False, card.NonNews, card.Attacks));
        Assert.Equal([new("all", 2 / 3.0), new("12-29", 1), new("30-99", 1), new("100+", 0)], card.Recall);
        Assert.Equal(2 / 6.0, card.Precision);
        Assert.Equal(1 / 3.0, card.DuplicateShare);
        Assert.Equal([new("attack-copypasta", 1), new("show", 1)], card.ByKind);
        Assert.Equal((14, 4, 4), (card.AlertsPerDay, card.FalsePerDay, card.FalsePerMillionPosts));
        Assert.Equal(new(180, 180), card.DelaySeconds);
        Assert.Equal(new(60, 60), card.ExcessDelaySeconds);
        Assert.Equal(1.5, card.Fragmentation);
        Assert.Equal(4 / 3.0, card.EventsPerThread);
        Assert.Equal((2 / 8.0 + 0 + 2 / 5.0) / 3, card.ForeignEvidence);
        Assert.Equal(["election"], card.Missed);
    }

    [Fact]
    public void Silence_finds_nothing_and_leaves_open_how_precise_it_is()
    {
        var card = Score().Alert;

        Assert.Equal(0, card.Recall["all"]);
        Assert.Equal(new ShareInterval(0, 0), card.RecallInterval);
        Assert.Null(card.Precision);
        Assert.Null(card.PrecisionInterval);
        Assert.Null(card.DuplicateShare);
        Assert.Equal(new(null, null), card.DelaySeconds);
        Assert.Equal(["election", "fire", "strike"], card.Missed);
    }

    [Theory]
    [InlineData(3, 2, 1)]
    [InlineData(5, 4, 0)]
    public void Three_fifths_of_the_evidence_must_belong_to_the_event(int own, int foreign, int found) =>
        Assert.Equal(found, Score(Alert("1", 61, [.. PostIdsOf("fire", own), .. PostIdsOf("noise", foreign)])).Alert.TruePositives);

    [Fact]
    public void Naming_a_post_twice_does_not_make_it_weigh_twice() =>
        Assert.Equal(1, Score(Alert("1", 61, [.. PostIdsOf("fire", 2), .. PostIdsOf("fire", 2), .. PostIdsOf("noise", 2)])).Alert.False);

    [Fact]
    public void An_alert_without_evidence_is_false() => Assert.Equal(1, Score(Alert("1", 61)).Alert.False);

    [Theory]
    [InlineData(59.99, 0)]
    [InlineData(60, 1)]
    [InlineData(180, 1)]
    [InlineData(180.01, 0)]
    public void An_event_can_be_found_from_its_first_post_until_two_hours_later(double minute, int found) =>
        Assert.Equal(found, Score(Alert("1", minute, PostIdsOf("fire", 5))).Alert.TruePositives);

    [Fact]
    public void The_earlier_thread_gets_the_credit_wherever_it_stands_in_the_file()
    {
        var card = Score(Alert("late", 90, PostIdsOf("fire", 5)), Alert("early", 62, PostIdsOf("fire", 5))).Alert;

        Assert.Equal((1, 1), (card.TruePositives, card.Duplicates));
        Assert.Equal(120, card.DelaySeconds.P50);
    }

    [Fact]
    public void A_thread_out_of_the_window_does_not_take_the_event_from_the_next()
    {
        var card = Score(Alert("early", 59, PostIdsOf("fire", 5)), Alert("right", 61, PostIdsOf("fire", 5))).Alert;

        Assert.Equal((1, 1, 0), (card.False, card.TruePositives, card.Duplicates));
    }

    [Fact]
    public void A_thread_is_judged_by_its_first_line_only()
    {
        var card = Score(Alert("1", 61, PostIdsOf("noise", 5)), Alert("1", 62, PostIdsOf("fire", 5)) with { State = "updated" }).Alert;

        Assert.Equal((1, 1, 0), (card.Threads, card.False, card.TruePositives));
    }

    [Theory]
    [InlineData("merged")]
    [InlineData("retracted")]
    [InlineData("closed")]
    public void Taking_back_neither_fires_nor_unfires(string state)
    {
        var fired = Alert("1", 61, PostIdsOf("noise", 5));
        var takenBack = fired with { AlertedAt = At(62), State = state };

        Assert.Equal(0, Score(takenBack).Alert.Threads);
        Assert.Equal(1, Score(fired, takenBack).Alert.False);
    }

    [Fact]
    public void A_line_that_says_nothing_of_its_state_fires() =>
        Assert.Equal(1, Score(Alert("1", 61, PostIdsOf("fire", 5)) with { State = null }).Alert.TruePositives);

    [Fact]
    public void A_watch_is_no_alert_but_an_alert_is_a_watch_as_well()
    {
        var cards = Score(
            Watch("1", 61, PostIdsOf("fire", 5)),
            Alert("1", 65, PostIdsOf("fire", 9)) with { State = "updated" },
            Alert("2", 103, PostIdsOf("strike", 5)),
            Watch("3", 201, PostIdsOf("election", 5)));

        Assert.Equal((2, 300), (cards.Alert.TruePositives, cards.Alert.DelaySeconds.P90));
        Assert.Equal((3, 180), (cards.Watch.TruePositives, cards.Watch.DelaySeconds.P90));
    }

    [Fact]
    public void A_line_of_another_level_is_never_judged()
    {
        var cards = Score(Alert("1", 61, PostIdsOf("fire", 5)) with { Level = "debug" }, Alert("2", 61, PostIdsOf("fire", 5)) with { Level = null });

        Assert.Equal((0, 0), (cards.Alert.Threads, cards.Watch.Threads));
    }

    [Fact]
    public void An_event_whose_fifth_author_never_came_has_a_delay_but_no_excess()
    {
        var card = Score(Alert("1", 201, PostIdsOf("election", 5))).Alert;

        Assert.Equal(60, card.DelaySeconds.P50);
        Assert.Null(card.ExcessDelaySeconds.P50);
    }

    [Fact]
    public void False_alerts_per_million_can_be_reckoned_by_another_volume()
    {
        var scorer = new Scorer(new(HalfADay), postsPerDay: 10_000_000);
        scorer.Accept(Alert("1", 30, PostIdsOf("noise", 5)));

        Assert.Equal(.2, scorer.Complete().Alert.FalsePerMillionPosts, 1e-12);
    }

    [Fact]
    public void A_post_of_two_events_belongs_to_the_later_one_in_the_file()
    {
        var shared = new Truth(HalfADay with { Events = [.. HalfADay.Events.Select(one => one with { PostIds = ["shared"] })] });

        Assert.Equal("election", shared.OwnerOf("shared")?.Id);
        Assert.Null(shared.OwnerOf("background"));
    }
}
