using System.Globalization;
using System.Net;
using System.Text;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>Lines over time, as a picture that a page holds.</summary>
internal sealed class Graph(Field field, int width, int height)
{
    private const int Left = 78;
    private const int Foot = 22;
    private const int Head = 8;
    private const int Right = 12;

    /// <summary>Half of what a time is broad: the last one stays inside.</summary>
    private const int HalfATime = 26;

    private readonly StringBuilder _body = new();

    /// <param name="lines">With the colour of each.</param>
    /// <param name="from">Where the axis of time begins, in seconds since 1970.</param>
    /// <param name="to">Where it ends.</param>
    public string Draw(IEnumerable<(Series Series, string Color)> lines, double from, double to)
    {
        var all = lines.ToList();
        var (most, step) = Axis(field.Max ?? all.SelectMany(line => line.Series.Points).Select(point => point.Value).DefaultIfEmpty(0).Max());
        double X(double at) => Left + ((width - Left - Right) * (at - from) / (to - from));
        double Y(double value) => height - Foot - ((height - Foot - Head) * Math.Clamp(value / most, 0, 1));

        for (var value = 0.0; value <= most * 1.001; value += step)
        {
            Line("grid", Left, Y(value), width - Right, Y(value));
            Text(Left - 6, Y(value) + 4, Reading.Number(field.Unit, value), "end");
        }
        for (var at = Math.Ceiling(from / Tick(to - from)) * Tick(to - from); at <= to; at += Tick(to - from))
        {
            Line("grid", X(at), Head, X(at), height - Foot);
            Text(Math.Min(X(at), width - HalfATime), height - 6, DateTimeOffset.FromUnixTimeSeconds((long)at).ToString("HH:mm:ss", CultureInfo.InvariantCulture), "middle");
        }
        if (field.Custom?.AxisLabel is { Length: > 0 } label)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(12 {(height - Foot + Head) / 2}) rotate(-90)\" text-anchor=\"middle\">{WebUtility.HtmlEncode(label)}</text>");
        }
        foreach (var limit in field.Thresholds.Steps.Where(limit => field.Custom?.ThresholdsStyle is not null && limit.Value <= most))
        {
            Line($"limit {limit.Color}", Left, Y(limit.Value!.Value), width - Right, Y(limit.Value.Value));
        }
        foreach (var (series, color) in all)
        {
            var points = string.Join(' ', series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.At):0.#},{Y(point.Value):0.#}")));
            _body.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" stroke=\"{color}\"/>");
        }
        return $"<svg width=\"{width}\" height=\"{height}\">{_body}</svg>";
    }

    /// <summary>The end of an axis that holds a value, and the distance of its lines: 1, 2 or 5 of a power of ten; of times, of minutes and hours too.</summary>
    private (double Most, double Step) Axis(double value)
    {
        var most = value > 0 ? value : 1;
        var unit = field.Unit switch
        {
            "s" when most > 3600 => 3600,
            "s" when most > 60 => 60,
            "bytes" => Math.Pow(1024, Math.Floor(Math.Log(most, 1024))),
            _ => 1,
        };
        var rough = most / unit / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = unit * power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return (Math.Ceiling(most / step * 0.9999) * step, step);
    }

    private static double Tick(double seconds) => seconds switch { > 300 => 120, > 120 => 60, > 60 => 30, _ => 15 };

    private void Line(string kind, double x1, double y1, double x2, double y2) =>
        _body.Append(CultureInfo.InvariantCulture, $"<line class=\"{kind}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>");

    private void Text(double x, double y, string words, string anchor) =>
        _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(words)}</text>");
}
