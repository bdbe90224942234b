using System.Globalization;
using ScoopDetector.Evaluation;

namespace ScoopDetector.Host.Reports;

/// <summary>Recall against false alerts a day: the curve of all bars, where the run stood, and where others stand.</summary>
internal static class NoisePlot
{
    private const double Least = 0.5;

    private static readonly int[] Ticks = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000];

    public static SvgDrawing Draw(EvaluationFigures figures, IReadOnlyList<Peer> peers)
    {
        var drawing = new SvgDrawing(760, 420, $"Recall against false alerts a day: alerts {Point(figures.Alert)}, watches {Point(figures.Watch)}");
        var most = peers.Select(peer => peer.FalsePerDay).Concat(figures.Curve.Select(point => point.FalsePerDay)).Concat([10, figures.Alert.FalsePerDay, figures.Watch.FalsePerDay]).Max();
        var x = Scale.OnDecades(Least, Math.Pow(10, Math.Ceiling(Math.Log10(most) * 2) / 2), 52, 724);
        var y = new Scale(0, 1, 370, 40);
        Plane.Shares(drawing, x, y, "share of the newsworthy events that are found");
        foreach (var tick in Ticks.Where(tick => x.Holds(tick)))
        {
            Plane.Tick(drawing, x.At(tick), y, tick.ToString("N0", CultureInfo.InvariantCulture));
        }
        Plane.Tick(drawing, x.Begin, y, "0");
        drawing.Text(x.End, y.Begin + 34, "false alerts a day", "quiet", "end");
        if (figures.Curve is { Count: > 1 } curve)
        {
            var upper = curve.Select(point => (x.At(point.FalsePerDay), y.At(point.RecallInterval?.High ?? point.Recall)));
            var lower = curve.Reverse().Select(point => (x.At(point.FalsePerDay), y.At(point.RecallInterval?.Low ?? point.Recall)));
            drawing.Path([.. upper, .. lower], "band");
            drawing.Path(curve.Select(point => (x.At(point.FalsePerDay), y.At(point.Recall))), "one wide");
            foreach (var point in curve)
            {
                drawing.Take(x.At(point.FalsePerDay), y.At(point.Recall), 3);
            }
        }
        Mark(drawing, x, y, figures.Alert, "one", "alert, as run");
        Mark(drawing, x, y, figures.Watch, "two", "watch, as run");
        foreach (var peer in peers)
        {
            drawing.Dot(x.At(peer.FalsePerDay), y.At(peer.Recall), 4, "other", $"{peer.Name}: recall {Figure.Share(peer.Recall)}, {Figure.Whole(peer.FalsePerDay)} false a day");
        }
        foreach (var peer in peers)
        {
            drawing.Label(x.At(peer.FalsePerDay), y.At(peer.Recall), peer.Name);
        }
        return drawing;
    }

    private static void Mark(SvgDrawing drawing, Scale x, Scale y, LevelFigures level, string kind, string name)
    {
        if (level.Recall.Recall is not { } recall)
        {
            return;
        }
        var (at, high) = (x.At(level.FalsePerDay), y.At(recall));
        if (level.Recall.Interval is { } interval)
        {
            drawing.Line(at, y.At(interval.Low), at, y.At(interval.High), kind);
        }
        drawing.Dot(at, high, 5, kind, $"{name}: {Point(level)}");
        drawing.Label(at, high, name, kind);
    }

    private static string Point(LevelFigures level) => $"recall {Figure.Share(level.Recall.Recall, level.Recall.Interval)} at {Figure.Tenth(level.FalsePerDay)} false a day";
}
