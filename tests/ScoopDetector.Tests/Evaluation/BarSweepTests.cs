using ScoopDetector.Evaluation;
using Xunit;
using static ScoopDetector.Tests.Evaluation.Bench;

namespace ScoopDetector.Tests.Evaluation;

public sealed class BarSweepTests
{
    [Fact]
    public void An_event_is_told_when_its_score_first_suffices()
    {
        var sweep = Of(Weighed("a", 61, 0.5, PostIdsOf("fire", 5)), Weighed("a", 70, 2, PostIdsOf("fire", 9)), Weighed("a", 80, 1, PostIdsOf("fire", 12)));

        Assert.Equal(At(61), Assert.Single(sweep.At(0.5)).Line.AlertedAt);
        Assert.Equal(At(70), Assert.Single(sweep.At(0.6)).Line.AlertedAt);
        Assert.Empty(sweep.At(2.1));
    }

    [Fact]
    public void Too_few_voices_tell_nothing_whatever_the_score() =>
        Assert.Equal(At(62), Assert.Single(Of(Weighed("a", 61, 9, PostIdsOf("fire", 5)) with { Voices = 2 }, Weighed("a", 62, 3, PostIdsOf("fire", 5))).At(3)).Line.AlertedAt);

    [Fact]
    public void What_is_told_takes_its_thread_along_when_it_becomes_part_of_another()
    {
        WeighedLine[] lines = [Weighed("a", 61, 2, PostIdsOf("fire", 5)), Merged("a", 65, "b"), Weighed("b", 66, 5, PostIdsOf("fire", 9))];

        Assert.Equal("a", Assert.Single(Of(lines).At(2)).Line.EventId);
        Assert.Equal("b", Assert.Single(Of(lines).At(3)).Line.EventId);
    }

    [Fact]
    public void Two_that_were_told_before_they_became_one_are_a_find_and_a_duplicate() => Assert.Equal(
        [Verdict.TruePositive, Verdict.Duplicate],
        Of(Weighed("a", 61, 2, PostIdsOf("fire", 5)), Weighed("b", 62, 2, PostIdsOf("fire", 5)), Merged("a", 65, "b")).At(1).Select(thread => thread.Verdict));

    [Fact]
    public void A_closed_event_is_told_no_more() => Assert.Empty(Of(Weighed("a", 61, 9, PostIdsOf("fire", 5)) with { IsOpen = false }).At(1));

    private static BarSweep Of(params WeighedLine[] lines) => new(new(HalfADay), lines, leastVoices: 3);
}
