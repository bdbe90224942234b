using System.Globalization;
using ScoopDetector.Faults;

// RUNS [SEED]: so many disturbed runs, a fifth of them of killed processes and a twentieth of spread roles; the seed is that of the first.
if (args is [] || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var runs))
{
    Console.Error.WriteLine("Say how many runs, and from which seed on: 1000 1");
    return 2;
}
var first = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var table = FaultTable.Of(FaultTable.Plans(first, runs), Console.Out);
table.Write(Console.Out);
return table.IsWell ? 0 : 1;
