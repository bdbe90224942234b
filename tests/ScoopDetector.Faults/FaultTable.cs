using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ScoopDetector.Faults;

/// <summary>Carries many plans out, some at a time, and sums up.</summary>
internal sealed class FaultTable
{
    // More than there are cores: a run waits for its broker most of the time.
    private const int AtATime = 4;

    private readonly ConcurrentBag<FaultOutcome> _outcomes = [];

    public IReadOnlyCollection<FaultOutcome> Outcomes => _outcomes;

    public bool IsWell => _outcomes.All(outcome => outcome.IsWell);

    /// <summary>Of each twenty runs four are of killed processes, and one of spread roles.</summary>
    public static IEnumerable<FaultPlan> Plans(int first, int count) => Enumerable.Range(first, count)
        .Select(seed => FaultPlan.Of(seed, (seed % 20) switch { 0 or 5 or 10 or 15 => Shape.Processes, 7 => Shape.Roles, _ => Shape.One }));

    /// <param name="plans">What is to happen.</param>
    /// <param name="progress">Gets a line for each tenth, and for each run that is not well.</param>
    public static FaultTable Of(IEnumerable<FaultPlan> plans, TextWriter progress)
    {
        var table = new FaultTable();
        var (all, since) = (plans.ToList(), Stopwatch.GetTimestamp());
        Parallel.ForEach(all, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, plan =>
        {
            var outcome = FaultRun.Of(plan);
            table._outcomes.Add(outcome);
            lock (table)
            {
                if (!outcome.IsWell)
                {
                    progress.WriteLine(Line(outcome));
                }
                if (table._outcomes.Count % Math.Max(1, all.Count / 10) == 0)
                {
                    progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table._outcomes.Count} of {all.Count} runs, {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s"));
                }
            }
        });
        return table;
    }

    public void Write(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-20}{"runs",8}{"faults",8}{"lost",8}{"extra",8}{"disorder",10}{"hooks lost",12}{"repeated",10}{"failed",8}{"s a run",9}"));
        foreach (var shape in Enum.GetValues<Shape>())
        {
            WriteLine(output, shape.ToString(), [.. _outcomes.Where(outcome => outcome.Plan.Shape == shape)]);
        }
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            WriteLine(output, $"with {kind}", [.. _outcomes.Where(outcome => outcome.Happened.Contains(kind))]);
        }
        WriteLine(output, "all", [.. _outcomes]);
        output.WriteLine(
            """

            faults      all that happened in these runs: one with several kinds of them stands in several rows
            lost, extra alerts, with their last revisions, against the undisturbed run; disorder: runs that told them in another order
            repeated    webhooks sent again under the same key, by which a receiver knows them; failed: runs that ended with a fault
            A run that is not well is told with its seed: 1 SEED is the same run again.
            """);
        output.WriteLine(IsWell ? "All are well." : $"NOT WELL: {_outcomes.Count(outcome => !outcome.IsWell)}.");
    }

    private static void WriteLine(TextWriter output, string name, List<FaultOutcome> some)
    {
        if (some.Count > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-20}{some.Count,8}{some.Sum(one => one.Happened.Count),8}{some.Sum(one => one.Lost),8}{some.Sum(one => one.Extra),8}{some.Count(one => !one.IsInOrder),10}{some.Sum(one => one.LostHooks),12}{some.Sum(one => one.RepeatedHooks),10}{some.Count(one => one.Fault is not null),8}{some.Average(one => one.Took.TotalSeconds),9:0.0}"));
        }
    }

    private static string Line(FaultOutcome outcome) =>
        $"NOT WELL: {outcome.Plan}: lost {outcome.Lost}, extra {outcome.Extra},{(outcome.IsInOrder ? "" : " in another order,")} webhooks lost {outcome.LostHooks}{(outcome.Fault is null ? "" : $", {outcome.Fault}")}";
}
