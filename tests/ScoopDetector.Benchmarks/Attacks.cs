using System.Globalization;
using ScoopDetector.Evaluation;

namespace ScoopDetector.Benchmarks;

/// <summary>How many of so many seeded manipulations lead to a watch, and how many to an alert, by kind, with exact 95 % intervals.</summary>
internal static class Attacks
{
    private const ulong FirstSeed = 7001;

    public static void Run(int attacks)
    {
        var trials = new List<Trial>();
        for (var i = 0; i < AttackStudy.StreamsFor(attacks); i++)
        {
            trials.Add(AttackStudy.Run(FirstSeed + (ulong)i, new(), TimeProvider.System));
            Console.Error.WriteLine($"{trials[^1].Name}: recall {trials[^1].Cards.Alert.Recall["all"]:0.00}, {trials[^1].Cards.Alert.Attacks} threads from manipulation");
        }
        var figures = new EvaluationFigures(trials);
        var kinds = figures.Nuisances.Where(kind => kind.Kind.StartsWith("attack", StringComparison.Ordinal)).ToList();
        Console.WriteLine($"{"kind",-20} {"attacks",7}  {"alerts",6}  {"95 %",-16}  {"watches",7}  95 %");
        foreach (var kind in kinds.Append(new("all", kinds.Sum(kind => kind.Happened), kinds.Sum(kind => kind.Watches), kinds.Sum(kind => kind.Alerts))))
        {
            Console.WriteLine($"{kind.Kind,-20} {kind.Happened,7}  {kind.Alerts,6}  {Text(kind.AlertInterval),-16}  {kind.Watches,7}  {Text(kind.WatchInterval)}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Seeds {FirstSeed} to {FirstSeed + (ulong)trials.Count - 1}; of {figures.Alert.Recall.Events} newsworthy events in them {figures.Alert.Recall.Recall:P1} were found by an alert, at precision {figures.Alert.Precision:P1}."));
    }

    private static string Text(ShareInterval? interval) => interval is { } ends ? string.Create(CultureInfo.InvariantCulture, $"{100 * ends.Low:0.00}-{100 * ends.High:0.00} %") : "";
}
