using ScoopDetector.State;

namespace ScoopDetector.Bursts;

internal partial struct TermCell
{
    /// <summary>Most terms have never burst: what is known of their bursts is all nought, and takes one byte.</summary>
    public readonly void Save(StateWriter writer)
    {
        writer.Fixed(Term);
        writer.Number(LastUse);
        writer.Count(UpdatedOn);
        writer.Exact(Fast);
        writer.Exact(Slow);
        foreach (var horizon in Remembered)
        {
            writer.Exact(horizon);
        }
        var hasBurst = BurstsUntil != 0 || SureFrom != 0 || SureUntil != 0 || Episodes != 0 || ToldOn != 0 || ToldAuthors != 0;
        writer.Flag(hasBurst);
        if (hasBurst)
        {
            writer.Count(BurstsUntil);
            writer.Count(SureFrom);
            writer.Count(SureUntil);
            writer.Exact(Episodes);
            writer.Count(ToldOn);
            writer.Count(ToldAuthors);
        }
    }

    public static TermCell Load(StateReader reader)
    {
        var cell = new TermCell { Term = reader.Fixed8(), LastUse = (uint)reader.Number(), UpdatedOn = reader.Count(), Fast = reader.Single(), Slow = reader.Single() };
        foreach (ref var horizon in cell.Remembered)
        {
            horizon = reader.Single();
        }
        if (reader.Flag())
        {
            (cell.BurstsUntil, cell.SureFrom, cell.SureUntil) = (reader.Count(), reader.Count(), reader.Count());
            (cell.Episodes, cell.ToldOn, cell.ToldAuthors) = (reader.Single(), reader.Count(), reader.Count());
        }
        return cell;
    }
}
