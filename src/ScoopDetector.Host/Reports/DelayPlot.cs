using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>Which share of all newsworthy events was told within so many seconds of the fifth author.</summary>
/// <remarks>Of all events, not of those that were found: so no detector looks fast by finding only what is easy.</remarks>
internal static class DelayPlot
{
    private static readonly (double Seconds, string Name)[] Ticks =
    [
        (-3600, "−1 h"), (-600, "−10 min"), (-60, "−1 min"), (-10, "−10 s"), (0, "0"), (10, "10 s"), (60, "1 min"), (300, "5 min"), (1800, "30 min"), (7200, "2 h"),
    ];

    public static SvgDrawing Draw(EvaluationFigures figures)
    {
        var drawing = new SvgDrawing(760, 340, $"Excess delay: half of the alerts on what was found come within {Figure.Whole(figures.Alert.ExcessDelay.Quantiles.P50)} s, half of the watches within {Figure.Whole(figures.Watch.ExcessDelay.Quantiles.P50)} s");
        var x = Scale.OnBothSides(-3600, 7200, 52, 724, near: 10);
        var y = new Scale(0, 1, 290, 40);
        Plane.Shares(drawing, x, y, "share of all newsworthy events that are told by then");
        foreach (var (seconds, name) in Ticks)
        {
            Plane.Tick(drawing, x.At(seconds), y, name);
        }
        drawing.Line(x.At(0), y.Begin, x.At(0), y.End, "dashed");
        drawing.Text(x.End, y.Begin + 34, "after the fifth distinct author", "quiet", "end");
        Steps(drawing, x, y, figures.Watch, "two", "watch");
        Steps(drawing, x, y, figures.Alert, "one", "alert");
        return drawing;
    }

    private static void Steps(SvgDrawing drawing, Scale x, Scale y, LevelFigures level, string kind, string name)
    {
        List<(double X, double Y)> steps = [(x.Begin, y.Begin)];
        for (var i = 0; i < level.ExcessDelay.Seconds.Count; i++)
        {
            var at = x.At(level.ExcessDelay.Seconds[i]);
            steps.Add((at, steps[^1].Y));
            steps.Add((at, y.At((i + 1.0) / level.Recall.Events)));
        }
        steps.Add((x.End, steps[^1].Y));
        drawing.Path(steps, $"{kind} wide");
        drawing.Text(x.End, kind == "two" ? steps[^1].Y - 6 : steps[^1].Y + 16, name, kind, "end");
    }
}
