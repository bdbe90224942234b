using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>Recall by the size of events, and by run in the order of posts a second, each with its interval.</summary>
internal static class RecallPlot
{
    public static SvgDrawing Draw(EvaluationFigures figures)
    {
        var drawing = new SvgDrawing(760, 320, "Recall by the size of the event in posts, and by run");
        var (x, y) = (new Scale(0, 1, 52, 724), new Scale(0, 1, 250, 40));
        Plane.Shares(drawing, x, y, "share of the newsworthy events that are found");
        (RecallFigure Alert, RecallFigure Watch, string Below)[] groups =
        [
            .. figures.Alert.BySize.Zip(figures.Watch.BySize, (alert, watch) => (alert, watch, $"{alert.Of} posts")),
            .. figures.Alert.ByRun.Zip(figures.Watch.ByRun, (alert, watch) => (alert, watch, alert.Of)),
        ];
        var step = (x.End - x.Begin) / groups.Length;
        var rates = figures.Trials.Select(trial => $"{Figure.Tenth(trial.PostsPerSecond)} posts/s").ToList();
        for (var i = 0; i < groups.Length; i++)
        {
            var middle = x.Begin + (step * (i + 0.5));
            var (alert, watch, below) = groups[i];
            Whisker(drawing, middle - 7, y, alert, "one");
            Whisker(drawing, middle + 7, y, watch, "two");
            drawing.Text(middle, y.Begin + 17, below, "", "middle");
            drawing.Text(middle, y.Begin + 33, i < figures.Alert.BySize.Count ? $"{alert.Events} events" : rates[i - figures.Alert.BySize.Count], "quiet", "middle");
        }
        var parting = x.Begin + (step * figures.Alert.BySize.Count);
        drawing.Line(parting, y.Begin, parting, y.End, "dashed");
        drawing.Text(x.End - 60, y.End - 16, "● alert", "one", "end");
        drawing.Text(x.End, y.End - 16, "● watch", "two", "end");
        return drawing;
    }

    private static void Whisker(SvgDrawing drawing, double at, Scale y, RecallFigure figure, string kind)
    {
        if (figure.Recall is not { } recall)
        {
            return;
        }
        if (figure.Interval is { } interval)
        {
            drawing.Line(at, y.At(interval.Low), at, y.At(interval.High), $"{kind} wide");
        }
        drawing.Dot(at, y.At(recall), 5, kind, $"{figure.Found} of {figure.Events}: {Figure.Share(recall, figure.Interval)}");
    }
}
