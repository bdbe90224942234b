using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Runs;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary>What a person wants to know when a replay is done: what was read, what was told, and where it is.</summary>
internal static class ReplayReport
{
    public static void Show(RunSummary summary, IReadOnlyList<Alert> greatest, RunFolder folder, TextWriter output)
    {
        var console = ConsoleFor(output);
        foreach (var line in Read(summary))
        {
            console.WriteLine(line);
        }
        console.WriteLine();
        console.Write(Table(summary));
        console.WriteLine("Events by the highest level that each reached; the other columns count revisions: what rises from watch was opened there.");
        console.WriteLine();
        if (greatest.Count > 0)
        {
            console.WriteLine("The most newsworthy of them, the first the most, as they were when they were told:");
            foreach (var alert in greatest)
            {
                console.WriteLine(Text($"  {alert.AlertedAt[..16].Replace('T', ' ')}  newsworthiness {alert.Newsworthiness:0.00}  {alert.Counts.Authors,4} people  {alert.Headline}"));
            }
            console.WriteLine();
        }
        if (summary.Leads is { } leads)
        {
            console.WriteLine(LeadTelling.Sentence(leads));
            console.WriteLine();
        }
        console.WriteLine($"Alerts:  {folder.AlertsPath}");
        console.WriteLine($"Summary: {folder.SummaryPath}");
    }

    private static IEnumerable<string> Read(RunSummary summary)
    {
        foreach (var warning in summary.Warnings)
        {
            yield return $"Warning: {warning}";
        }
        yield return Text($"{summary.Posts:N0} posts and {summary.Withdrawals:N0} withdrawals in {summary.Lines:N0} lines, from {summary.FirstEventAt ?? "-"} to {summary.LastEventAt ?? "-"}");
        yield return Text($"{summary.ElapsedSeconds:N1} s, {summary.PostsPerSecond:N0} posts/s, {summary.PeakMemoryMegabytes:N0} MB at most");
        yield return "Dropped: " + string.Join(", ", summary.Drops.Where(drop => drop.Value > 0).Select(drop => Text($"{drop.Value:N0} {drop.Key}")).DefaultIfEmpty("none"));
        if (summary.UnreadFields.Values.Sum() > 0)
        {
            yield return "Not readable, so that the post counts without it: " + string.Join(", ", summary.UnreadFields.Where(field => field.Value > 0).Select(field => Text($"{field.Key} of {field.Value:N0}")));
        }
        if (summary.ForgottenIds > 0)
        {
            yield return Text($"Forgotten before their time: {summary.ForgottenIds:N0} ids. A second delivery of these would have counted: raise Tally:RememberAtMost.");
        }
    }

    private static Table Table(RunSummary summary)
    {
        var states = Enum.GetValues<AlertState>().Select(state => state.ToString().ToLowerInvariant()).ToArray();
        var table = new Table { Border = TableBorder.Rounded }.AddColumn("").AddColumn(new TableColumn("events").RightAligned()).AddColumn(new TableColumn("a day").RightAligned());
        foreach (var state in states)
        {
            table.AddColumn(new TableColumn(state).RightAligned());
        }
        foreach (var (level, revisions) in summary.Alerts.Reverse())
        {
            table.AddRow([level, Text($"{summary.Threads[level]:N0}"), summary.ThreadsPerDay is { } perDay ? Text($"{perDay[level]:N1}") : "-",
                .. states.Select(state => Text($"{revisions[state]:N0}"))]);
        }
        return table;
    }

    /// <summary>Colours and the width of the window on a terminal; elsewhere plain text that no line of is broken.</summary>
    private static IAnsiConsole ConsoleFor(TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }
        var plain = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        plain.Profile.Width = 1000;
        return plain;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
