using ScoopDetector.Evaluation;
using Xunit;
using static ScoopDetector.Tests.Evaluation.Bench;

namespace ScoopDetector.Tests.Evaluation;

public sealed class MissTests
{
    [Fact]
    public void Posts_that_nothing_was_made_of_were_never_a_burst() => Assert.Equal(MissReason.NeverABurst, Fire(Weighed("a", 61, 5, PostIdsOf("noise", 5))).Reason);

    [Fact]
    public void Posts_among_those_of_another_event_are_told_with_their_share()
    {
        var miss = Fire(Weighed("a", 61, 5, [.. PostIdsOf("fire", 2), .. PostIdsOf("noise", 3)]));

        Assert.Equal((MissReason.NoEventOfItsOwn, 2 / 5.0), (miss.Reason, miss.Share));
    }

    [Fact]
    public void An_event_of_two_voices_had_too_few()
    {
        var miss = Fire(Weighed("a", 61, 5, PostIdsOf("fire", 5)) with { Voices = 2 });

        Assert.Equal((MissReason.TooFewVoices, 2), (miss.Reason, miss.Voices));
    }

    [Fact]
    public void A_score_that_came_near_is_told_with_the_bar_of_its_moment()
    {
        var miss = Fire(Weighed("a", 61, 1.1, PostIdsOf("fire", 5)) with { Bar = 2 }, Weighed("a", 62, 1, PostIdsOf("fire", 6)) with { Bar = 1.2 });

        Assert.Equal((MissReason.BelowTheBar, 1.0, 1.2), (miss.Reason, miss.Score, miss.Bar));
    }

    [Fact]
    public void An_event_that_formed_when_all_was_over_was_too_late() => Assert.Equal(MissReason.TooLate, Fire(Weighed("a", 181, 5, PostIdsOf("fire", 5))).Reason);

    [Fact]
    public void A_thread_that_was_told_of_something_else_cannot_be_told_again() => Assert.Equal(
        MissReason.ToldAsAnother,
        Fire([Alert("a", 60, PostIdsOf("noise", 5))], Weighed("a", 60, 5, PostIdsOf("noise", 5)), Weighed("a", 61, 5, PostIdsOf("fire", 15))).Reason);

    [Fact]
    public void Without_what_was_weighed_nothing_is_known() =>
        Assert.Equal(MissReason.Unknown, Miss.In(new Trial("one", new(HalfADay), [])).First(miss => miss.Event.Id == "fire").Reason);

    [Fact]
    public void It_is_told_that_a_watch_had_found_it() =>
        Assert.True(Fire([Watch("a", 61, PostIdsOf("fire", 5))], Weighed("a", 61, 0, PostIdsOf("fire", 5))).IsOnWatch);

    [Fact]
    public void What_an_alert_found_is_no_miss() =>
        Assert.DoesNotContain(Miss.In(new Trial("one", new(HalfADay), [Alert("a", 61, PostIdsOf("fire", 5))])), miss => miss.Event.Id == "fire");

    private static Miss Fire(params WeighedLine[] weighed) => Fire([], weighed);

    private static Miss Fire(AlertLine[] alerts, params WeighedLine[] weighed) =>
        Miss.In(new Trial("one", new(HalfADay), alerts, weighed, leastVoices: 3)).First(miss => miss.Event.Id == "fire");
}
