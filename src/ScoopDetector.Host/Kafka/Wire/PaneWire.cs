using ScoopDetector.Tallies;
using ScoopDetector.Time;

namespace ScoopDetector.Host.Kafka.Wire;

/// <summary>Panes and what was withdrawn in them.</summary>
internal static class PaneWire
{
    private const int MostWidth = 60_000;

    public static void Write(WireWriter writer, Pane pane)
    {
        writer.Signed(pane.Start);
        writer.Count(pane.Width);
    }

    public static Pane Read(ref WireReader reader)
    {
        var start = reader.Signed();
        var width = reader.Count();
        if (width is < 1 or > MostWidth || start is < 0 or > Moment.Latest || start % width != 0)
        {
            reader.Break();
            return default;
        }
        return Pane.Of(start, width);
    }

    public static void Write(WireWriter writer, IReadOnlyList<Withdrawal> withdrawals, long about)
    {
        writer.Count(withdrawals.Count);
        foreach (var withdrawal in withdrawals)
        {
            writer.Fixed(withdrawal.PostId);
            writer.Fixed(withdrawal.AuthorId);
            writer.Signed(withdrawal.At - about);
        }
    }

    public static Withdrawal[] ReadWithdrawals(ref WireReader reader, long about)
    {
        var withdrawals = new Withdrawal[reader.Length(17)];
        for (var i = 0; i < withdrawals.Length; i++)
        {
            withdrawals[i] = new(reader.Fixed8(), reader.Fixed8(), about + reader.Signed());
        }
        return withdrawals;
    }
}
