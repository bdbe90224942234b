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
        CheckpointCost.Run(path);
        return 0;
    case ["attacks", var attacks]:
        Attacks.Run(int.Parse(attacks, CultureInfo.InvariantCulture));
        return 0;
    case ["tuning", var folder, var plots]:
        return await TuningStudy.RunAsync(folder, plots);
    case ["tallies", var hours, var rate]:
        return TallyScale.Run(double.Parse(hours, CultureInfo.InvariantCulture), double.Parse(rate, CultureInfo.InvariantCulture)) ? 0 : 1;
    default:
        Console.Error.WriteLine("Name a benchmark: replay FILE [PARTITIONS], bare FILE, metrics FILE PAIRS, checkpoint FILE, attacks COUNT, tuning DIR PLOTS-DIR, or tallies HOURS RATE");
        return 2;
}
