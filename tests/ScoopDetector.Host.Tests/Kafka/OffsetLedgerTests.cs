using CsCheck;
using ScoopDetector.Host.Kafka;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka;

public sealed class OffsetLedgerTests
{
    private const int Width = 5;

    // What happens to one partition: a post of a pane is read, something that is no post, or all panes up to an end are passed on.
    private static readonly Gen<(int What, int Pane)[]> History = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 8]).Array[0, 60];

    [Fact]
    public void Nothing_may_be_committed_before_anything_was_read() => Assert.Null(new OffsetLedger(TimeSpan.Zero).SafeOffset);

    [Fact]
    public void An_open_pane_holds_its_first_post()
    {
        var ledger = new OffsetLedger(TimeSpan.Zero);
        ledger.Read(paneEnd: 5, offset: 100);
        ledger.Read(paneEnd: 10, offset: 101);
        ledger.Read(paneEnd: 5, offset: 102);
        Assert.Equal(100, ledger.SafeOffset);

        ledger.PassedOn(5);
        Assert.Equal(101, ledger.SafeOffset);

        ledger.PassedOn(12);
        Assert.Equal(103, ledger.SafeOffset);
    }

    [Fact]
    public void The_latest_of_what_was_passed_on_is_kept_for_the_next_reader_to_know()
    {
        var ledger = new OffsetLedger(TimeSpan.FromMilliseconds(5));
        ledger.Read(paneEnd: 5, offset: 100);
        ledger.Read(paneEnd: 10, offset: 101);

        ledger.PassedOn(10);

        Assert.Equal(101, ledger.SafeOffset);
    }

    [Fact]
    public void A_post_that_comes_too_late_for_its_pane_holds_nothing()
    {
        var ledger = new OffsetLedger(TimeSpan.Zero);
        ledger.PassedOn(10);
        ledger.Read(paneEnd: 5, offset: 7);
        ledger.Skip(8);
        Assert.Equal(9, ledger.SafeOffset);
    }

    [Fact]
    public void No_post_of_a_pane_not_yet_passed_on_is_ever_committed() => History.Sample(history =>
    {
        var ledger = new OffsetLedger(TimeSpan.Zero);
        var posts = new List<(long PaneEnd, long Offset)>();
        long offset = 50, passedOn = long.MinValue, before = 0;
        foreach (var (what, pane) in history)
        {
            long end = (pane + 1) * Width;
            switch (what)
            {
                case 0:
                    ledger.PassedOn(end);
                    passedOn = Math.Max(passedOn, end);
                    break;
                case 1:
                    ledger.Skip(offset++);
                    break;
                default:
                    ledger.Read(end, offset);
                    posts.Add((end, offset++));
                    break;
            }
            var waiting = posts.Where(post => post.PaneEnd > passedOn).Select(post => post.Offset).ToList();
            var expected = waiting.Count > 0 ? waiting.Min() : offset;
            if (ledger.SafeOffset is { } safe && (safe != expected || safe < before))
            {
                return false;
            }
            before = ledger.SafeOffset ?? 0;
        }
        return true;
    });
}
