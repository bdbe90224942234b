namespace ScoopDetector.Simulation;

/// <summary>How long a post is under way, and what its author's clock says.</summary>
internal sealed class Transport(SimulationOptions options)
{
    /// <summary>Milliseconds from writing to observing.</summary>
    public long Delay(Chance chance)
    {
        var luck = chance.Unit();
        var seconds = luck < options.VeryLateShare ? chance.Between(60, 3600)
            : luck < options.VeryLateShare + options.LateShare ? chance.Between(2, 60)
            : chance.LogNormal(0.4, 0.6);
        return (long)(seconds * 1000);
    }

    /// <summary>Milliseconds by which the author's clock is ahead; 0 for nearly all.</summary>
    public long ClockError(Chance chance) =>
        !chance.Happens(options.FutureShare) ? 0
        : (long)(1000 * (chance.Happens(0.5) ? chance.Between(60, 600) : chance.Between(600, 86_400)));
}
