using System.Globalization;
using BenchmarkDotNet.Running;
using ScoopDetector.Benchmarks;
using ScoopDetector.Benchmarks.Comparing;
using ScoopDetector.Benchmarks.Growth;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Benchmarks.Questions;
using ScoopDetector.Benchmarks.Tuning;

switch (args)
{
    case ["table"]:
        Comparison.Run(path: null, runs: 5);
        return 0;
    case ["table", "--runs", var runs]:
        Comparison.Run(path: null, Number(runs));
        return 0;
    case ["table", var path]:
        Comparison.Run(path, runs: 5);
        return 0;
    case ["table", var path, "--runs", var runs]:
        Comparison.Run(path, Number(runs));
        return 0;
    case ["growth", "--out", var picture]:
        GrowthStudy.Run(picture, runs: 3);
        return 0;
    case ["growth", "--out", var picture, "--runs", var runs]:
        GrowthStudy.Run(picture, Number(runs));
        return 0;
    case ["questions", .. var filter]:
        // Any arguments of BenchmarkDotNet; without any, all questions.
        return BenchmarkSwitcher.FromAssembly(typeof(QuestionConfig).Assembly).Run(filter.Length == 0 ? ["--filter", "*"] : filter).Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
    case ["pass", var order]:
        // One measurement, for the verbs that take each in a process of its own.
        Console.WriteLine(MeasuredPass.Of(PassOrder.Parse(order)).ToJson());
        return 0;
    case ["replay", var path]:
        ReplayThroughput.Run(path, partitions: 1);
        return 0;
    case ["replay", var path, var partitions]:
        ReplayThroughput.Run(path, Number(partitions));
        return 0;
    case ["bare", var path]:
        BareLimit.Run(path);
        return 0;
    case ["metrics", var path, var pairs]:
        await MetricsOverhead.RunAsync(path, Number(pairs));
        return 0;
    case ["checkpoint", var path]:
        CheckpointCost.Run(path, partitions: 1, kept: null);
        return 0;
    case ["checkpoint", var path, var partitions, var kept]:
        CheckpointCost.Run(path, Number(partitions), kept);
        return 0;
    case ["restart", var kept, var partitions]:
        CheckpointCost.Restart(kept, Number(partitions));
        return 0;
    case ["attacks", var attacks]:
        Attacks.Run(Number(attacks));
        return 0;
    case ["tuning", var folder, var plots]:
        return await TuningStudy.RunAsync(folder, plots);
    case ["tallies", var hours, var rate]:
        return TallyScale.Run(double.Parse(hours, CultureInfo.InvariantCulture), double.Parse(rate, CultureInfo.InvariantCulture)) ? 0 : 1;
    default:
        Console.Error.WriteLine("Name a benchmark: replay FILE [PARTITIONS], bare FILE, metrics FILE PAIRS, checkpoint FILE [PARTITIONS KEPT], restart KEPT PARTITIONS, attacks COUNT, tuning DIR PLOTS-DIR, or tallies HOURS RATE");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
