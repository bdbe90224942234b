using System.Globalization;
using BenchmarkDotNet.Running;
using ScoopDetector.Benchmarks;
using ScoopDetector.Benchmarks.Comparing;
using ScoopDetector.Benchmarks.Growth;
using ScoopDetector.Benchmarks.Measuring;
using ScoopDetector.Benchmarks.Questions;
using ScoopDetector.Benchmarks.Tuning;
using ScoopDetector.Host.Verbs;

try
{
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
            Console.Error.WriteLine("""
                Name a benchmark:
                  table [FILE] [--runs N]                     every way of going over one stream beside the bare limit, in one table
                  growth --out FILE.svg [--runs N]            speed and memory when one thing grows tenfold and a hundredfold
                  questions [--filter '*Reader*' ...]         single questions, asked by BenchmarkDotNet
                  bare FILE                                   the whole pipeline against the bare limit, in this process
                  replay FILE [PARTITIONS]                    what each step before scoring costs
                  metrics FILE PAIRS                          what it costs to be watched
                  checkpoint FILE [PARTITIONS KEPT]           what it costs to save all that is known
                  restart KEPT PARTITIONS                     and to begin with it
                  tallies HOURS RATE                          one process against 1, 2, 4 and 8 tally roles
                  attacks COUNT                               how many manipulations lead to an alert
                  tuning DIR PLOTS-DIR                        what single settings do
                """);
            return 2;
    }
}
catch (UsageException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
    : throw new UsageException($"{text} is no whole number above 0: say how many.");
