using CsCheck;
using ScoopDetector.Posts;
using ScoopDetector.Stages;
using ScoopDetector.Tallies;
using ScoopDetector.Tests.Support;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Tallies;

/// <summary>What may wait for a slow partition, and what happens when it is too much.</summary>
public sealed class PaneMergerTests
{
    private const int Width = 5_000;
    private const int Partitions = 3;

    private static readonly PostDigest APost = Some.Digest("quake");

    // Whose turn it is, and how many posts the next pane of that partition holds.
    private static readonly Gen<(int Partition, int Posts)[]> Turns = Gen.Select(Gen.Int[0, Partitions - 1], Gen.Int[0, 3]).Array[0, 100];

    private readonly DropCounts _drops = new();
    private readonly List<string> _told = [];

    [Fact]
    public void Within_the_bound_everybody_waits_for_the_slowest()
    {
        var merger = Merger(partitions: 2, holdAtMost: 6);
        Tell(merger, Part(0, 0, posts: 2), Part(0, 1, posts: 2));
        Assert.Empty(_told);

        Tell(merger, Part(1, 0, posts: 1), Part(1, 1, posts: 1));

        Assert.Equal(["pane 0: 3", "pane 1: 3"], _told);
        Assert.Equal(0, _drops.Total);
    }

    [Fact]
    public void Beyond_the_bound_the_others_go_on_without_the_slowest_and_what_it_brings_is_counted()
    {
        var merger = Merger(partitions: 2, holdAtMost: 6);
        Tell(merger, Part(0, 0, posts: 2), Part(0, 1, posts: 2), Part(0, 2, posts: 0));
        Assert.Equal(["pane 0: 2", "pane 1: 2", "pane 2: 0"], _told);

        Tell(merger, Part(1, 0, posts: 7));

        Assert.Equal((7, 7), (_drops[Drop.LeftBehind], _drops.Total));
    }

    [Fact]
    public void Only_the_slowest_is_left_behind()
    {
        var merger = Merger(partitions: 3, holdAtMost: 6);
        Tell(merger, Part(1, 0, posts: 1), Part(0, 0, posts: 2), Part(0, 1, posts: 2));

        Assert.Equal(["pane 0: 3"], _told);
    }

    [Fact]
    public void Who_was_left_behind_is_waited_for_again_once_it_has_caught_up()
    {
        var merger = Merger(partitions: 2, holdAtMost: 6);
        Tell(merger, Part(0, 0, posts: 3), Part(0, 1, posts: 3));
        Assert.Equal(["pane 0: 3", "pane 1: 3"], _told);

        Tell(merger, Part(1, 1, posts: 1), Part(1, 2, posts: 1));
        Assert.Equal(2, _told.Count);
        Tell(merger, Part(0, 2, posts: 1), Part(0, 3, posts: 1));

        Assert.Equal(["pane 2: 2"], _told.Skip(2));
        Assert.Equal(1, _drops.Total);
    }

    [Fact]
    public void What_was_withdrawn_in_a_partition_left_behind_is_withdrawn_in_the_next_pane()
    {
        var (merger, panes) = (Merger(partitions: 2, holdAtMost: 6), new List<PaneTally>());
        Tell(merger, Part(0, 0, posts: 3), Part(0, 1, posts: 3));
        var late = Part(1, 0, posts: 1);
        Tell(merger, late with { Tally = late.Tally! with { Withdrawals = [new(1, 2, At: 3)] } });

        foreach (var part in new[] { Part(0, 2, posts: 1), Part(1, 2, posts: 1) })
        {
            merger.Accept(part, panes.Add);
        }

        Assert.Equal(new Withdrawal(1, 2, At: 2 * Width), Assert.Single(Assert.Single(panes).Withdrawals));
    }

    [Fact]
    public void Whatever_the_bound_every_post_is_told_or_counted_and_panes_come_in_order() => Gen.Select(Turns, Gen.Int[1, 20]).Sample((turns, bound) =>
    {
        var (drops, told, next, sent) = (new DropCounts(), new List<PaneTally>(), new int[Partitions], 0);
        var merger = new PaneMerger(Partitions, new() { HoldAtMost = bound }, drops);
        foreach (var (partition, posts) in turns)
        {
            sent += posts;
            merger.Accept(Part(partition, next[partition]++, posts), told.Add);
            var waiting = sent - drops.Total - told.Sum(pane => pane.Posts.Length);
            if (waiting > bound)
            {
                return false;
            }
        }
        ((IStage<PanePart, PaneTally>)merger).Complete(told.Add);
        return sent == drops.Total + told.Sum(pane => pane.Posts.Length) && told.Zip(told.Skip(1)).All(pair => pair.First.Pane.End <= pair.Second.Pane.Start);
    });

    private void Tell(PaneMerger merger, params PanePart[] parts)
    {
        foreach (var part in parts)
        {
            merger.Accept(part, pane => _told.Add(Show(pane)));
        }
    }

    private PaneMerger Merger(int partitions, int holdAtMost) => new(partitions, new() { HoldAtMost = holdAtMost }, _drops);

    private static string Show(PaneTally tally) => $"pane {tally.Pane.Number()}: {tally.Posts.Length}";

    private static PanePart Part(int partition, int pane, int posts) =>
        new(partition, (pane + 1) * Width, IsIdle: false, PaneTally.Empty(Pane.Of(pane * Width, Width)) with { Posts = [.. Enumerable.Repeat(APost, posts)] });
}
