using System.Buffers;
using CsCheck;
using ScoopDetector.Bursts;
using ScoopDetector.Host.Kafka.Wire;
using ScoopDetector.Tallies;
using Xunit;

namespace ScoopDetector.Host.Tests.Kafka.Wire;

public sealed class RecordWireTests
{
    [Fact]
    public void A_pane_part_comes_back_whole() => SomeRecord.PanePart.Sample(part =>
        PanePartWire.TryRead(Write(part), out var back) && Whole.Of(back) == Whole.Of(part));

    [Fact]
    public void A_pane_of_bursts_comes_back_whole() => SomeRecord.BurstPane.Sample(pane =>
        BurstPaneWire.TryRead(Write(pane), out var back) && Whole.Of(back) == Whole.Of(pane));

    [Fact]
    public void A_post_that_speaks_in_two_bursts_is_one_post_again() => SomeRecord.BurstPane.Sample(pane =>
    {
        BurstPaneWire.TryRead(Write(pane), out var back);
        return Posts(back!) == Posts(pane);

        static int Posts(BurstPane pane) => pane.Bursts.SelectMany(burst => burst.Voices).Select(voice => voice.Post).Distinct().Count();
    });

    [Fact]
    public void Whatever_is_cut_off_is_refused() => Gen.Select(SomeRecord.PanePart, SomeRecord.BurstPane, Gen.Double[0, 1]).Sample((part, pane, share) =>
        !PanePartWire.TryRead(Cut(Write(part), share), out _) && !BurstPaneWire.TryRead(Cut(Write(pane), share), out _));

    [Fact]
    public void Whatever_is_garbled_is_read_or_refused_but_never_throws() =>
        Gen.Select(SomeRecord.PanePart, SomeRecord.BurstPane, Gen.Select(Gen.Double[0, 1], Gen.Byte).Array[1, 4]).Sample((part, pane, faults) =>
        {
            PanePartWire.TryRead(Garble(Write(part), faults), out _);
            BurstPaneWire.TryRead(Garble(Write(pane), faults), out _);
        });

    [Fact]
    public void Another_version_is_refused()
    {
        var record = Write(new PanePart(3, 5000, true, null));
        Assert.True(PanePartWire.TryRead(record, out _));

        record[0]++;

        Assert.False(PanePartWire.TryRead(record, out _));
        Assert.False(BurstPaneWire.TryRead(record, out _));
    }

    private static byte[] Write(PanePart part)
    {
        var record = new ArrayBufferWriter<byte>();
        PanePartWire.Write(part, record);
        return record.WrittenSpan.ToArray();
    }

    private static byte[] Write(BurstPane pane)
    {
        var record = new ArrayBufferWriter<byte>();
        BurstPaneWire.Write(pane, record);
        return record.WrittenSpan.ToArray();
    }

    private static byte[] Cut(byte[] record, double share) => record[..(int)((record.Length - 1) * share)];

    private static byte[] Garble(byte[] record, (double At, byte Value)[] faults)
    {
        foreach (var (at, value) in faults)
        {
            record[(int)((record.Length - 1) * at)] = value;
        }
        return record;
    }
}
