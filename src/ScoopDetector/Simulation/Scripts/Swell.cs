namespace ScoopDetector.Simulation.Scripts;

/// <summary>The course of attention: a linear rise to the peak, then exponential decay, cut off two hours after it.</summary>
internal readonly record struct Swell(double RiseMs, double DecayMs)
{
    private const double TailMs = 2 * 3_600_000;

    /// <summary>Milliseconds after the beginning at which one of the many posts.</summary>
    public long Draw(Chance chance)
    {
        var rising = RiseMs / 2;
        if (chance.Happens(rising / (rising + DecayMs))) return (long)(RiseMs * Math.Sqrt(chance.Unit()));
        while (true)
        {
            var after = chance.Exponential(DecayMs);
            if (after < TailMs) return (long)(RiseMs + after);
        }
    }
}
