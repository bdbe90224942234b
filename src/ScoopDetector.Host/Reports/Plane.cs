using System.Globalization;

namespace ScoopDetector.Host.Reports;

/// <summary>The ground on which plots stand: axes, grid, and their words.</summary>
internal static class Plane
{
    /// <summary>A grid of shares from 0 to 1 over the whole width.</summary>
    public static void Shares(SvgDrawing drawing, Scale x, Scale y, string words)
    {
        for (var tenths = 0; tenths <= 10; tenths += 2)
        {
            var at = y.At(tenths / 10.0);
            drawing.Line(x.Begin, at, x.End, at, "grid");
            drawing.Text(x.Begin - 8, at + 4, (tenths / 10.0).ToString("0.0", CultureInfo.InvariantCulture), "quiet", "end");
        }
        drawing.Text(8, y.End - 16, words, "quiet");
    }

    public static void Tick(SvgDrawing drawing, double at, Scale y, string words)
    {
        drawing.Line(at, y.Begin, at, y.Begin + 4);
        drawing.Text(at, y.Begin + 17, words, "quiet", "middle");
    }
}
