using System.Globalization;
using ScoopDetector.Benchmarks;
using ScoopDetector.Benchmarks.Tuning;

switch (args)
{
    case ["replay", var path]:
        ReplayThroughput.Run(path, partitions: 1);
        return 0;
    case ["replay", var path, var partitions]:
        ReplayThroughput.Run(path, int.Parse(partitions, CultureInfo.InvariantCulture));
        return 0;
    case ["bare", var path]:
        BareLimit.Run(path);
        return 0;
    case ["metrics", var path, var pairs]:
        await MetricsOverhead.RunAsync(path, int.Parse(pairs, CultureInfo.InvariantCulture));
        return 0;
    case ["checkpoint", var path]:
        CheckpointCost.Run(path, partitions: 1, kept: null);
        return 0;
    case ["checkpoint", var path, var partitions, var kept]:
        CheckpointCost.Run(path, int.Parse(partitions, CultureInfo.InvariantCulture), kept);
        return 0;
    case ["restart", var kept, var partitions]:
        CheckpointCost.Restart(kept, int.Parse(partitions, CultureInfo.InvariantCulture));
        return 0;
    case ["attacks", var attacks]:
        Attacks.Run(int.Parse(attacks, CultureInfo.InvariantCulture));
        return 0;
    case ["tuning", var folder, var plots]:
        return await TuningStudy.RunAsync(folder, plots);
    case ["tallies", var hours, var rate]:
        return TallyScale.Run(double.Parse(hours, CultureInfo.InvariantCulture), double.Parse(rate, CultureInfo.InvariantCulture)) ? 0 : 1;
    default:
        Console.Error.WriteLine("Name a benchmark: replay FILE [PARTITIONS], bare FILE, metrics FILE PAIRS, checkpoint FILE [PARTITIONS KEPT], restart KEPT PARTITIONS, attacks COUNT, tuning DIR PLOTS-DIR, or tallies HOURS RATE");
        return 2;
}
