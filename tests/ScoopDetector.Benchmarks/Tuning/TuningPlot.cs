using System.Globalization;
using ScoopDetector.Evaluation;
using ScoopDetector.Host.Reports;

namespace ScoopDetector.Benchmarks.Tuning;

/// <summary>What a setting does to both levels: how much is found and how much of it is right, what is told in vain, how late.</summary>
internal static class TuningPlot
{
    private const double Bottom = 236;
    private const double Top = 58;
    private const int WidthOfOne = 280;

    private static readonly int[] ADay = [1, 10, 100, 1000];

    public static SvgDrawing Draw(TunedSetting setting, IReadOnlyList<EvaluationFigures> figures)
    {
        var drawing = new SvgDrawing(3 * WidthOfOne, 300, $"{setting.Name}: what its values {string.Join("; ", setting.Values.Select(value => value.Label))} do");
        Shares(drawing, setting, figures);
        InVain(drawing, setting, figures);
        Delay(drawing, setting, figures);
        return drawing;
    }

    private static void Shares(SvgDrawing drawing, TunedSetting setting, IReadOnlyList<EvaluationFigures> figures)
    {
        var x = Across(0, setting);
        var y = new Scale(0, 1, Bottom, Top);
        Plane.Shares(drawing, x, y, "");
        drawing.Text(x.Begin - 24, 16, "news that is found");
        drawing.Text(x.Begin - 24, 33, "alert", "one");
        drawing.Text(x.Begin + 12, 33, "watch", "two");
        drawing.Text(x.Begin + 54, 33, "dashed: what is told and is news", "quiet");
        Ticks(drawing, setting, x, y);
        Lines(drawing, x, y, figures, (one, level) => Of(one, level).Recall.Recall);
        Lines(drawing, x, y, figures, (one, level) => Of(one, level).Precision, " dashed");
    }

    private static void InVain(SvgDrawing drawing, TunedSetting setting, IReadOnlyList<EvaluationFigures> figures)
    {
        var x = Across(1, setting);
        var y = Scale.OnDecades(ADay[0], ADay[^1], Bottom, Top);
        foreach (var many in ADay)
        {
            Rule(drawing, x, y.At(many), many == ADay[0] ? "≤ 1" : many.ToString("N0", CultureInfo.InvariantCulture));
        }
        drawing.Text(x.Begin - 24, 16, "told a day that is no news");
        Ticks(drawing, setting, x, y);
        Lines(drawing, x, y, figures, (one, level) => TuningTable.PerDay(one, level, Verdict.False, Verdict.NonNews, Verdict.Attack));
    }

    private static void Delay(SvgDrawing drawing, TunedSetting setting, IReadOnlyList<EvaluationFigures> figures)
    {
        var x = Across(2, setting);
        var most = figures.Max(one => Math.Max(one.Alert.ExcessDelay.Quantiles.P50 ?? 0, one.Watch.ExcessDelay.Quantiles.P50 ?? 0));
        var minutes = Math.Max(1, (int)Math.Ceiling(most / 60));
        var y = new Scale(0, 60 * minutes, Bottom, Top);
        for (var minute = 0; minute <= minutes; minute += 1 + (minutes / 6))
        {
            Rule(drawing, x, y.At(60 * minute), $"{minute}");
        }
        drawing.Text(x.Begin - 24, 16, "minutes after the fifth author, median");
        Ticks(drawing, setting, x, y);
        Lines(drawing, x, y, figures, (one, level) => Of(one, level).ExcessDelay.Quantiles.P50);
    }

    /// <summary>The values stand evenly: they are seldom even in anything.</summary>
    private static Scale Across(int place, TunedSetting setting) =>
        new(-0.3, setting.Values.Count - 0.6, (place * WidthOfOne) + 34, ((place + 1) * WidthOfOne) - 24);

    private static void Rule(SvgDrawing drawing, Scale x, double at, string words)
    {
        drawing.Line(x.Begin, at, x.End, at, "grid");
        drawing.Text(x.Begin - 6, at + 4, words, "quiet", "end");
    }

    private static void Ticks(SvgDrawing drawing, TunedSetting setting, Scale x, Scale y)
    {
        foreach (var (place, value) in setting.Values.Index())
        {
            Plane.Tick(drawing, x.At(place), y, value.Label);
            if (value.IsDefault)
            {
                drawing.Text(x.At(place), y.Begin + 32, "default", "quiet", "middle");
            }
        }
    }

    private static void Lines(SvgDrawing drawing, Scale x, Scale y, IReadOnlyList<EvaluationFigures> figures, Func<EvaluationFigures, ScoredLevel, double?> of, string how = "")
    {
        Line(drawing, x, y, [.. figures.Select(one => of(one, ScoredLevel.Watch))], $"two{how}");
        Line(drawing, x, y, [.. figures.Select(one => of(one, ScoredLevel.Alert))], $"one{how}");
    }

    private static LevelFigures Of(EvaluationFigures figures, ScoredLevel level) => level is ScoredLevel.Alert ? figures.Alert : figures.Watch;

    private static void Line(SvgDrawing drawing, Scale x, Scale y, IReadOnlyList<double?> values, string kind)
    {
        List<(double X, double Y)> points = [.. values.Index().Where(value => value.Item is not null).Select(value => (x.At(value.Index), y.At(value.Item!.Value)))];
        drawing.Path(points, $"{kind} wide");
        foreach (var (at, high) in points)
        {
            drawing.Dot(at, high, 3.5, kind.Split(' ')[0]);
        }
    }
}
