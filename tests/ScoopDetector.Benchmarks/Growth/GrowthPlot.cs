using System.Globalization;
using ScoopDetector.Host.Reports;

namespace ScoopDetector.Benchmarks.Growth;

/// <summary>Two rows of small plots, a column for each thing that grows: speed above, memory below, each value written at its point.</summary>
internal static class GrowthPlot
{
    private const int WidthOfOne = 220;
    private const int Left = 48;
    private const double TopOfSpeed = 92, BottomOfSpeed = 232, TopOfMemory = 300, BottomOfMemory = 440;

    public static SvgDrawing Draw(IReadOnlyList<Dimension> dimensions)
    {
        var drawing = new SvgDrawing(Left + (dimensions.Count * WidthOfOne) + 8, 504, "Speed and memory of the whole pipeline when one thing grows a hundredfold: posts a second, different terms, partitions, open events");
        drawing.Text(12, 22, "What becomes of speed and memory when one thing grows tenfold and a hundredfold, all else as it was; the same number of posts each");
        drawing.Text(12, 58, "speed of the whole pipeline, as a share of the bare limit (reading, finding terms, counting distinct authors) over the same stream", "one");
        drawing.Text(12, 276, "peak memory, MB", "two");
        var shares = new Scale(0, Ceiling(dimensions, static point => point.Share, 0.05), BottomOfSpeed, TopOfSpeed);
        var megabytes = new Scale(0, Ceiling(dimensions, static point => point.Megabytes, 250), BottomOfMemory, TopOfMemory);
        foreach (var (place, dimension) in dimensions.Index())
        {
            var x = new Scale(-0.35, dimension.Points.Count - 0.65, Left + (place * WidthOfOne), Left + ((place + 1) * WidthOfOne) - 20);
            Rules(drawing, x, shares, 0.05, place == 0 ? static value => value.ToString("0.00", CultureInfo.InvariantCulture) : null);
            Rules(drawing, x, megabytes, 250, place == 0 ? static value => value.ToString("N0", CultureInfo.InvariantCulture) : null);
            Line(drawing, x, shares, [.. dimension.Points.Select(point => point.Share)], "one", static value => value.ToString("0.000", CultureInfo.InvariantCulture));
            Line(drawing, x, megabytes, [.. dimension.Points.Select(point => point.Megabytes)], "two", static value => value.ToString("N0", CultureInfo.InvariantCulture));
            foreach (var (at, point) in dimension.Points.Index())
            {
                Plane.Tick(drawing, x.At(at), shares, "");
                Plane.Tick(drawing, x.At(at), megabytes, point.Label);
            }
            drawing.Text((x.Begin + x.End) / 2, BottomOfMemory + 38, dimension.Name, "", "middle");
        }
        return drawing;
    }

    /// <summary>The next rule above all values, with room for their words.</summary>
    private static double Ceiling(IReadOnlyList<Dimension> dimensions, Func<GrowthPoint, double> of, double step) =>
        step * Math.Ceiling(1.12 * dimensions.SelectMany(dimension => dimension.Points).Max(of) / step);

    private static void Rules(SvgDrawing drawing, Scale x, Scale y, double step, Func<double, string>? words)
    {
        for (var value = 0.0; y.Holds(value); value += step)
        {
            drawing.Line(x.Begin, y.At(value), x.End, y.At(value), "grid");
            if (words is not null)
            {
                drawing.Text(x.Begin - 6, y.At(value) + 4, words(value), "quiet", "end");
            }
        }
    }

    private static void Line(SvgDrawing drawing, Scale x, Scale y, IReadOnlyList<double> values, string kind, Func<double, string> words)
    {
        drawing.Path(values.Index().Select(value => (x.At(value.Index), y.At(value.Item))), $"{kind} wide");
        foreach (var (at, value) in values.Index())
        {
            drawing.Dot(x.At(at), y.At(value), 3.5, kind);
            // Not where the line to it comes from.
            var isBelow = at > 0 && values[at - 1] > value && (at == values.Count - 1 || values[at + 1] > value);
            drawing.Text(x.At(at), y.At(value) + (isBelow ? 18 : -9), words(value), kind, "middle");
        }
    }
}
