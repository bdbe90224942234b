using CsCheck;
using ScoopDetector.Time;
using Xunit;

namespace ScoopDetector.Tests.Time;

public sealed class PaneTests
{
    private static readonly Gen<long> Moments = Gen.Long[-7_000_000_000_000, 7_000_000_000_000];
    private static readonly Gen<int> Widths = Gen.Int[1, 3_600_000];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4_999, 0)]
    [InlineData(5_000, 5_000)]
    [InlineData(-1, -5_000)]
    [InlineData(-5_000, -5_000)]
    public void A_pane_holds_its_start_and_not_its_end(long moment, long start)
    {
        var pane = Pane.Of(moment, 5_000);

        Assert.Equal((start, start + 5_000), (pane.Start, pane.End));
        Assert.True(pane.Contains(pane.Start));
        Assert.False(pane.Contains(pane.End));
    }

    [Fact]
    public void Every_moment_falls_into_its_pane_and_into_neither_neighbour() => Gen.Select(Moments, Widths).Sample((moment, width) =>
    {
        var pane = Pane.Of(moment, width);
        return pane.Contains(moment) && !Pane.Of(pane.End, width).Contains(moment) && !Pane.Of(pane.Start - 1, width).Contains(moment);
    });

    [Fact]
    public void Panes_tile_time() => Gen.Select(Moments, Widths).Sample((moment, width) =>
    {
        var pane = Pane.Of(moment, width);
        var next = Pane.Of(pane.End, width);
        return next.Start == pane.End && next.Number() == pane.Number() + 1 && Pane.Of(pane.Start, width) == pane && Pane.Of(pane.End - 1, width) == pane;
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_pane_without_width_cannot_be(int width) => Assert.Throws<ArgumentOutOfRangeException>(() => Pane.Of(0, width));

    [Fact]
    public void A_pane_tells_its_edges() => Assert.Equal("[2013-04-15T18:50:00.000Z, 2013-04-15T18:50:05.000Z)", Pane.Of(1_366_051_801_234, 5_000).ToString());
}
