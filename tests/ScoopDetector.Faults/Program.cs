using System.Globalization;
using ScoopDetector.Faults;

const string Usage = """
    Say what is to be tried:
      RUNS [SEED [SHAPE]]           so many disturbed runs, the first with this seed (1); of all shapes, or of one: One, Roles, Processes. Again, as it was: 1 SEED
      fuzz LINES MESSAGES [SEED]    so many lines into the reader, and messages through a broker into a run, half of them garbled: fuzz 10000000 100000
      day HOURS RATE [SEED]         so many simulated hours at so many posts a second, with a fault every ten minutes of them: day 24 20
      takeover TIMES                so many scorers that are stopped, and as many that are killed, and how long until their standby tells something: takeover 5
    """;

switch (args)
{
    case ["fuzz", var lines, var messages, .. var rest] when Whole(lines) is { } many && Whole(messages) is { } some && Seed(rest) is { } seed:
        Fuzz[] fuzzed = [Fuzz.Lines(seed, many), Fuzz.Messages(seed, some)];
        Array.ForEach(fuzzed, Console.WriteLine);
        return Array.TrueForAll(fuzzed, one => one.IsWell) ? 0 : 1;
    case ["day", var hours, var rate, .. var rest] when Above(hours) is { } span && Above(rate) is { } dense && Seed(rest) is { } seed:
        return SimulatedDay.Live(span, dense, seed, Console.Out) ? 0 : 1;
    case ["takeover", var times] when Whole(times) is { } count:
        Takeover.Measure(count, Console.Out);
        return 0;
    case [var runs, .. { Length: <= 1 } rest] when Whole(runs) is { } count && Seed(rest) is { } first:
        return Tried(FaultTable.Plans(first, count));
    case [var runs, var from, var name] when Whole(runs) is { } count && Seed([from]) is { } first && Enum.TryParse<Shape>(name, out var shape) && Enum.IsDefined(shape):
        return Tried(Enumerable.Range(first, count).Select(seed => FaultPlan.Of(seed, shape)));
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static int Tried(IEnumerable<FaultPlan> plans)
{
    var table = FaultTable.Of(plans, Console.Out);
    table.Write(Console.Out);
    return table.IsWell ? 0 : 1;
}

static int? Whole(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

static double? Above(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

static int? Seed(string[] rest) => rest switch
{
    [] => 1,
    [var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var seed) && seed >= 0 => seed,
    _ => null,
};
