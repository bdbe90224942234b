using Microsoft.Extensions.Time.Testing;
using ScoopDetector.Posts;
using ScoopDetector.Tallies;
using Xunit;

namespace ScoopDetector.Tests.Tallies;

/// <summary>What holds when partitions are read by consumers that come and go.</summary>
public sealed class SpreadReadingTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly DropCounts _drops = new();
    private readonly TallyOptions _options = new();
    private readonly PartitionCutters _cutters;
    private readonly PaneMerger _merger;
    private readonly List<PanePart> _parts = [];
    private readonly List<PaneTally> _panes = [];

    public SpreadReadingTests()
    {
        _cutters = new(_options, _clock, _drops);
        _merger = new(2, _options, _drops);
    }

    [Fact]
    public void A_reader_that_begins_again_in_the_middle_of_a_told_pane_changes_nothing()
    {
        Read(0, isRestart: true, (1, "a"), (6, "c"), (2, "b"), (9, "d"));
        var told = _parts.ToList();
        _parts.Clear();
        // All from the oldest post of an open pane: "b" is of a pane that was told, and only a part of it.
        Read(0, isRestart: true, (6, "c"), (2, "b"), (9, "d"), (14, "e"));

        Merge([.. told, .. _parts, new(1, 20_000, false, null)]);

        Assert.Equal(["a b", "c d"], _panes.Take(2).Select(Ids));
    }

    [Fact]
    public void What_is_read_again_is_no_duplicate_of_the_reading_before()
    {
        Read(0, isRestart: true, (1, "a"));
        Read(0, isRestart: true, (1, "a"), (9, "b"));

        Assert.Equal("a", Ids(Assert.Single(_parts, part => part.Tally is not null).Tally!));
        Assert.Equal(0, _drops[Drop.Duplicate]);
    }

    [Fact]
    public void A_drained_partition_is_left_behind_only_after_a_while()
    {
        Read(0, isRestart: true, isDrained: true);
        Read(1, isRestart: true, (1, "a"), (9, "b"));
        Merge(_parts);
        Assert.Empty(_panes);

        _clock.Advance(_options.IdleAfter);
        _parts.Clear();
        Read(0, isRestart: false, isDrained: true);
        Merge(_parts);

        Assert.Equal("a", Ids(Assert.Single(_panes)));
    }

    [Fact]
    public void A_partition_tells_that_a_pane_is_over_as_soon_as_it_is()
    {
        Read(0, isRestart: true, (3, "a"));
        Read(0, isRestart: false, (7, "b"));
        Read(0, isRestart: false, (11, "c"));
        Read(0, isRestart: false, (17, "d"));

        Assert.Equal([1_000, 5_000, 10_000, 15_000], _parts.Select(part => part.SealedTo));
    }

    private void Read(int partition, bool isRestart, params (int Second, string Id)[] posts) => Read(partition, isRestart, false, posts);

    private void Read(int partition, bool isRestart, bool isDrained, params (int Second, string Id)[] posts)
    {
        var batch = new PostBatch(partition) { IsRestart = isRestart, IsDrained = isDrained };
        foreach (var (second, id) in posts)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(id);
            batch.Add(new Post { Id = bytes, AuthorId = bytes, Text = bytes }, second * 1000);
        }
        _cutters.Accept(batch, _parts.Add);
    }

    private void Merge(IEnumerable<PanePart> parts)
    {
        foreach (var part in parts)
        {
            _merger.Accept(part, _panes.Add);
        }
    }

    private static string Ids(PaneTally tally) => string.Join(' ', tally.Posts.Select(post => post.Id));
}
