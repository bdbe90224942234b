using System.Globalization;
using ScoopDetector.Host.Runs;
using ScoopDetector.Time;
using Spectre.Console;

namespace ScoopDetector.Host.Verbs;

/// <summary>How far a replay has come: a bar on a terminal, a plain line every few seconds elsewhere.</summary>
internal sealed class ReplayProgress(ReplayRun run, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private long _shown = clock.GetTimestamp();

    /// <summary>Runs the replay, which is to call the action that it is given whenever it has come a little further.</summary>
    public void Watch(Action<Action> replay)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            replay(() => Every(BetweenLines, () => output.WriteLine($"{Text($"{100 * run.Share:F0} %")} of {Line()}")));
            return;
        }
        AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(bars =>
            {
                var bar = bars.AddTask("reading", maxValue: 1);
                replay(() => Every(BetweenLooks, () =>
                {
                    bar.Value = run.Share;
                    bar.Description = Markup.Escape(Line());
                }));
            });
    }

    private void Every(TimeSpan pause, Action show)
    {
        if (clock.GetElapsedTime(_shown) >= pause)
        {
            _shown = clock.GetTimestamp();
            show();
        }
    }

    private string Line() =>
        Text($"{Path.GetFileName(run.File)}: {run.Posts:N0} posts, {run.Posts / Math.Max(0.001, run.Elapsed.TotalSeconds):N0}/s, {(run.Now is { } now ? Moment.Text(now)[..16] : "-")}, {run.Alerts.Count:N0} alerts");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
