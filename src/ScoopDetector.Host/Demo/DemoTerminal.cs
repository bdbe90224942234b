using System.Globalization;
using ScoopDetector.Alerts;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Store;
using Spectre.Console;

namespace ScoopDetector.Host.Demo;

/// <summary>Tells whoever sits at the terminal what happens, in lines; in colour where there is a terminal.</summary>
internal sealed class DemoTerminal
{
    private readonly Lock _lock = new();
    private readonly IAnsiConsole _console;
    private bool _isBlank;

    public DemoTerminal(TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected)
        {
            _console = AnsiConsole.Console;
            return;
        }
        _console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        // A file or a pipe has no edge to wrap at.
        _console.Profile.Width = int.MaxValue / 2;
    }

    public void Greet(string address, DemoOptions options) => Write(
        $"[bold]ScoopDetector[/], a demonstration: a simulated firehose of posts runs through",
        $"Kafka (inside this program) and the detector.",
        $"[bold]{address}[/] shows the alerts live. Ctrl-C ends it.",
        $"[dim]Every post is made up (seed {options.Seed}). A second here is {Number(options.Speed)} seconds of the stream;[/]",
        $"[dim]all times are the stream's, in UTC.[/]",
        $"learning what is usual from the first simulated hour …");

    public void Learnt(TimeSpan took, long posts) => Write(
        $"… done in {Number(took.TotalSeconds)} s, from {Count(posts)} posts. From here on it watches.", $"");

    public void Tell(Heartbeat beat, int alerts, int watches) => Write(
        $"[dim]{Clock(beat.EventTime)}  {Count(beat.Posts)} posts read, {Count((long)beat.PostsPerSecond)} a second; {Plural(alerts, "alert")}, {watches} on watch{Standing(beat.State, beat.Words)}[/]");

    public void Tell(AlertEntry entry)
    {
        var alert = entry.Alert;
        var (colour, badge) = alert.Level == AlertLevel.Alert ? ("red", "▲ ALERT") : ("yellow", "○ WATCH");
        var raised = alert.Revision > 1 ? $", on watch since {Clock(entry.OpenedAt)}" : "";
        Write(
            $"",
            $"[{colour} bold]{badge}[/] [bold]{Clock(alert.AlertedAt)}[/]  [bold]{Shown(alert.Headline)}[/]",
            // Where nothing but a link is shared there are none.
            $"{Label("terms")}{(alert.Terms.Count > 0 ? Shown(string.Join(" · ", alert.Terms)) : "[dim]none: they share a link[/]")}",
            $"{Label("people")}{alert.Counts.Authors} in {Plural(alert.Counts.Posts, "post")}, {Plural(alert.Counts.Voices, "independent voice")}, {Number(alert.Counts.PerMinute)} a minute; usual: {Usual(alert.Counts.BaselinePerMinute)}",
            $"{Label("where")}{(alert.Places.Count > 0 ? Shown(string.Join(" · ", alert.Places)) : "[dim]no place is named[/]")}",
            $"{Label("since")}{Clock(alert.FirstSeenAt)}, told {After(alert.FirstSeenAt, entry.OpenedAt)} later{raised}",
            // A line each: a terminal would wrap a longer one to its edge.
            Listed("because", ReasonWords.For(alert)),
            Listed("doubt", Doubts.Of(alert).DefaultIfEmpty("nothing that stands out; unverified all the same")),
            $"");
    }

    public void Close(Heartbeat beat, int alerts, int watches, TimeSpan? firstTold)
    {
        lock (_lock)
        {
            // The terminal has put a ^C where the next line begins.
            _isBlank = false;
            Write(
                $"",
                $"The end: {Count(beat.Posts)} posts read, {Plural(alerts, "alert")}, {watches} on watch{(firstTold is { } took ? $"; the first was told {Number(took.TotalSeconds)} s after the start, by the clock on the wall" : "")}.");
        }
    }

    private static string Standing(PipelineState state, string words) => state is PipelineState.Stopped or PipelineState.CatchingUp ? $"; {words}" : "";

    private static string Listed(string name, IEnumerable<string> words) => string.Join('\n', words.Select((line, i) => $"{Label(i == 0 ? name : "")}{Shown(line)}"));

    private static string Label(string name) => $"        [dim]{name,-9}[/]";

    private static string Usual(double perMinute) => perMinute < 0.01 ? "hardly any" : $"{Number(perMinute)} a minute";

    private static string After(string from, string to)
    {
        var seconds = (Time(to) - Time(from)).TotalSeconds;
        return seconds < 90 ? $"{Number(seconds)} s" : $"{Number(Math.Round(seconds / 60))} min";
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Clock(string? time) => time is null ? "--:--:--" : time[11..19];

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value >= 10 ? "0" : "0.##", CultureInfo.InvariantCulture);

    private static string Plural(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>What strangers wrote must not steer the terminal.</summary>
    private static string Shown(string text) => Markup.Escape(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));

    /// <remarks>Events have a blank line before and after them; two in a row are one.</remarks>
    private void Write(params ReadOnlySpan<string> lines)
    {
        lock (_lock)
        {
            foreach (var line in lines)
            {
                if (line.Length > 0 || !_isBlank)
                {
                    _console.MarkupLine(line);
                }
                _isBlank = line.Length == 0;
            }
        }
    }
}
