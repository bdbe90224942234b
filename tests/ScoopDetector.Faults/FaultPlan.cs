using System.Globalization;

namespace ScoopDetector.Faults;

/// <summary>In what shape the detector runs.</summary>
internal enum Shape
{
    /// <summary>One process, inside this one.</summary>
    One,

    /// <summary>Roles spread over topics, inside this process.</summary>
    Roles,

    /// <summary>Real processes with a desk and a webhook, which are killed.</summary>
    Processes,
}

/// <param name="Kind">What happens.</param>
/// <param name="At">When so much of the stream was fed, 0 to 1.</param>
/// <param name="Number">From which all that is left to chance follows, such as the step at which it crashes.</param>
internal sealed record Fault(FaultKind Kind, double At, int Number);

/// <summary>All that happens in one run; it follows from the seed.</summary>
/// <param name="Seed">Printed with every failure: the same gives the same plan.</param>
/// <param name="Shape">Of the detector.</param>
/// <param name="Story">The number of the simulated stream.</param>
/// <param name="Faults">In their order.</param>
internal sealed record FaultPlan(int Seed, Shape Shape, int Story, IReadOnlyList<Fault> Faults)
{
    /// <summary>How many simulated streams there are: the undisturbed run of each is made once.</summary>
    private const int Stories = 10;

    private const int MostFaults = 10;

    /// <summary>Of processes that take a second to start.</summary>
    private const int MostKills = 4;

    private static readonly FaultKind[] ForOne =
    [
        FaultKind.Crash, FaultKind.CrashWhileTelling, FaultKind.Stop, FaultKind.Outage, FaultKind.DamagedCheckpoint, FaultKind.LostCheckpoints, FaultKind.FullDisk, FaultKind.Duplicates, FaultKind.ClockJump,
        FaultKind.SlowPartition, FaultKind.Reordering,
    ];

    private static readonly FaultKind[] ForRoles =
    [
        FaultKind.Crash, FaultKind.Stop, FaultKind.Outage, FaultKind.DamagedCheckpoint, FaultKind.Duplicates, FaultKind.Rebalance, FaultKind.SlowPartition, FaultKind.Reordering,
        FaultKind.Standby, FaultKind.Standby, FaultKind.Rival, FaultKind.Rival,
    ];

    private static readonly FaultKind[] ForProcesses = [FaultKind.Kill, FaultKind.Kill, FaultKind.Kill, FaultKind.Stop, FaultKind.Outage, FaultKind.DamagedCheckpoint, FaultKind.Duplicates];

    public static FaultPlan Of(int seed, Shape shape)
    {
        var chance = new Random(seed);
        var kinds = shape switch { Shape.One => ForOne, Shape.Roles => ForRoles, _ => ForProcesses };
        var count = chance.Next(1, 1 + (shape == Shape.One ? MostFaults : MostKills));
        var faults = Enumerable.Range(0, count).Select(_ => new Fault(chance.GetItems(kinds, 1)[0], chance.NextDouble(), chance.Next())).OrderBy(fault => fault.At).ToList();
        if (shape == Shape.Processes && !faults.Exists(fault => fault.Kind == FaultKind.Kill))
        {
            faults[0] = faults[0] with { Kind = FaultKind.Kill };
        }
        return new(seed, shape, 1 + (seed % Stories), faults);
    }

    public bool Has(FaultKind kind) => Faults.Any(fault => fault.Kind == kind);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, {Shape}, story {Story}: {string.Join(", ", Faults.Select(fault => $"{fault.Kind} at {fault.At:0.00}"))}");
}
