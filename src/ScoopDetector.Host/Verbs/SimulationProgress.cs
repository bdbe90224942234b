using System.Globalization;
using ScoopDetector.Simulation;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary>How far a simulation has come: a bar on a terminal, a plain line every tenth elsewhere.</summary>
internal sealed class SimulationProgress(SimulationOptions options, TextWriter output, TimeProvider clock)
{
    // Often enough for the eye, too seldom to be felt at a million lines a second.
    private const int LinesPerLook = 16_384;

    private readonly long[] _counts = new long[Enum.GetValues<LineKind>().Length];
    private readonly long _began = clock.GetTimestamp();
    private long _lines;
    private int _tenths;

    private static CultureInfo Plain => CultureInfo.InvariantCulture;

    /// <summary>Runs <paramref name="simulate"/>, which is to show every line to the action that it is given.</summary>
    public void Run(Action<Action<SimulatedLine>> simulate)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            simulate(line => Count(line, SayTenths));
            return;
        }
        AnsiConsole.Progress().AutoClear(true).Start(bars =>
        {
            var bar = bars.AddTask("simulating", maxValue: 1);
            simulate(line => Count(line, share => bar.Value = share));
        });
    }

    /// <summary>The closing lines: what was written where, how much of each kind, and what happens in it.</summary>
    public void Close(TruthBook truth, string path, string truthPath)
    {
        var seconds = clock.GetElapsedTime(_began).TotalSeconds;
        var kinds = Enum.GetValues<LineKind>().Select(kind => Said(_counts[(int)kind], kind.ToString().ToLowerInvariant()));
        output.WriteLine(string.Create(Plain, $"{path}: {_lines:N0} lines in {seconds:F1} s ({_lines / seconds:N0}/s): {string.Join(", ", kinds)}"));
        var happenings = truth.Happenings.GroupBy(each => each.Newsworthy ? "newsworthy" : each.Kind)
            .OrderByDescending(group => group.Key == "newsworthy").ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(Plain, $"{group.Count():N0} {group.Key}"));
        output.WriteLine($"{truthPath}: {string.Join(", ", happenings)}");
    }

    private void Count(SimulatedLine line, Action<double> tell)
    {
        _counts[(int)line.Kind]++;
        if (++_lines % LinesPerLook == 0)
        {
            tell((line.ObservedAt - options.Start) / (options.End - options.Start));
        }
    }

    private void SayTenths(double share)
    {
        if ((int)(share * 10) <= _tenths)
        {
            return;
        }
        _tenths = (int)(share * 10);
        output.WriteLine(string.Create(Plain, $"{_tenths * 10} % simulated, {_lines:N0} lines"));
    }

    private static string Said(long count, string kind) => string.Create(Plain, $"{count:N0} {kind}{(count == 1 || kind == "malformed" ? "" : "s")}");
}
