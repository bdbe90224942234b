using System.Globalization;
using ScoopDetector.Host.Runs;
using ScoopDetector.Time;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary>Shows how a replay gets on: a bar in a terminal, plain lines every few seconds elsewhere, and what came of it at the end.</summary>
internal sealed class ReplayProgress(ReplayRun run, RunFolder folder, TimeProvider clock)
{
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private readonly long _startedAt = clock.GetTimestamp();

    public double Seconds => clock.GetElapsedTime(_startedAt).TotalSeconds;

    public void Show(Action work)
    {
        if (!_isTerminal)
        {
            using var timer = clock.CreateTimer(_ => Console.WriteLine(Line()), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
            work();
            return;
        }
        AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var task = context.AddTask("reading");
            void Update()
            {
                task.Value = run.Files.Progress * 100;
                task.Description = Markup.Escape(Line());
            }
            using (clock.CreateTimer(_ => Update(), null, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(250)))
            {
                work();
            }
            Update();
        });
    }

    public void Close(RunSummary summary)
    {
        var invariant = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(invariant, $"{summary.Posts:N0} posts from {summary.FirstPostAt} to {summary.LastPostAt} in {summary.ElapsedSeconds:F1} s: {summary.PostsPerSecond:N0} posts/s, {summary.PeakMemoryMB} MB."));
        var dropped = summary.Drops.Where(drop => drop.Value > 0).Select(drop => string.Create(invariant, $"{drop.Key} {drop.Value:N0}")).ToList();
        Console.WriteLine(dropped.Count == 0 ? "Nothing was left out." : $"Left out: {string.Join(", ", dropped)}.");
        foreach (var warning in summary.Warnings)
        {
            Console.WriteLine($"Warning: {warning}");
        }
        Console.WriteLine(string.Create(invariant, $"{summary.Threads["alert"]} alerts ({summary.AlertThreadsPerDay:F1} a day) and {summary.Threads["watch"]} events that stayed on watch."));
        foreach (var headline in folder.Headlines.TakeLast(8))
        {
            Console.WriteLine($"  {headline}");
        }
        Console.WriteLine($"The alerts are in {folder.AlertsPath}, the figures in {folder.SummaryPath}.");
    }

    private string Line()
    {
        var posts = run.Intake.Posts;
        var at = run.Intake.Now is { } now ? Moment.Text(now)[..16].Replace('T', ' ') : "-";
        return string.Create(CultureInfo.InvariantCulture, $"{run.Files.Progress * 100:F0} %  {at}  {posts:N0} posts  {posts / Math.Max(0.001, Seconds):N0} posts/s  {folder.ThreadsAt(Alerts.AlertLevel.Alert)} alerts");
    }
}
