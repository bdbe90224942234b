using System.Globalization;
using ScoopDetector.Faults;

// RUNS [SEED [SHAPE]]: so many disturbed runs, a fifth of them of killed processes and a twentieth of spread roles, or all of one shape (One, Roles, Processes); the seed is that of the first.
// takeover RUNS: so many scorers that are stopped, and as many that are killed; how long until their standby tells something.
// fuzz LINES MESSAGES [SEED]: so many lines into the reader, and messages through a broker into a run, half of them garbled.
// day HOURS RATE [SEED]: so many simulated hours at so many posts a second, with a fault every ten minutes of them.
switch (args)
{
    case ["fuzz", var lines, var messages, .. var rest]:
        var seed = rest is [var from] ? Number(from) : 1;
        Fuzz[] fuzzed = [Fuzz.Lines(seed, Number(lines)), Fuzz.Messages(seed, Number(messages))];
        Array.ForEach(fuzzed, Console.WriteLine);
        return Array.TrueForAll(fuzzed, one => one.IsWell) ? 0 : 1;
    case ["day", var hours, var rate, .. var rest]:
        return SimulatedDay.Live(double.Parse(hours, CultureInfo.InvariantCulture), double.Parse(rate, CultureInfo.InvariantCulture), rest is [var chosen] ? Number(chosen) : 1, Console.Out) ? 0 : 1;
    case ["takeover", var times]:
        Takeover.Measure(Number(times), Console.Out);
        return 0;
    case [var runs, .. var rest] when int.TryParse(runs, CultureInfo.InvariantCulture, out var count):
        var first = rest is [var given, ..] ? Number(given) : 1;
        var table = FaultTable.Of(rest is [_, var shape] ? Enumerable.Range(first, count).Select(seed => FaultPlan.Of(seed, Enum.Parse<Shape>(shape))) : FaultTable.Plans(first, count), Console.Out);
        table.Write(Console.Out);
        return table.IsWell ? 0 : 1;
    default:
        Console.Error.WriteLine("Say how many runs, and from which seed on: 1000 1. Or how many lines and messages: fuzz 10000000 100000. Or how many hours, and at how many posts a second: day 24 20. Or how many scorers: takeover 5");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
