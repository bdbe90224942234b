using System.Globalization;
using System.Net;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>A dashboard on one page, laid out as Grafana does: large figures in words, lines over time, titles, units, thresholds, legends.</summary>
/// <param name="span">How much of the past the lines show, up to now.</param>
internal sealed class DashboardPage(Dashboard dashboard, IReadOnlyDictionary<Target, IReadOnlyList<Series>> answers, TimeSpan span)
{
    public const int Width = 1440;

    private const int Column = Width / 24;
    private const int Row = 38;
    private const int Gap = 8;
    private const int Top = 76;
    private const int TitleHeight = 50;
    private const int LegendLine = 19;

    private const string Style = """
        body{margin:0;background:#111217;color:#d5d6de;font:13px system-ui,"Liberation Sans",sans-serif;position:relative}
        header{position:absolute;left:12px;top:14px}h1{font-size:22px;margin:0 0 4px;color:#fff}p,h2{margin:0}
        section{position:absolute;box-sizing:border-box;background:#181b1f;border:1px solid #2a2d34;border-radius:3px;overflow:hidden}
        h2{font-size:14px;font-weight:600;color:#fff;padding:8px 10px 0;white-space:nowrap}section p{padding:2px 10px 0;font-size:12px}header p,section p{color:#a3a6b1}
        .stat .figures{position:absolute;inset:32px 0 0;display:flex;align-items:center;justify-content:center;gap:2px}
        .figures div{flex:1;height:100%;display:flex;flex-direction:column;align-items:center;justify-content:center;font-size:30px;font-weight:600;color:#fff;white-space:nowrap}.figures small{font-size:14px;font-weight:400}
        svg text{fill:#a3a6b1;font-size:11px}.grid{stroke:#2a2d34}polyline{fill:none;stroke-width:1.6}.limit{stroke-dasharray:6 4;stroke-width:1.5}.limit.red{stroke:#e0405a}.limit.yellow{stroke:#d9a400}
        .legend{position:absolute;left:10px;right:6px;bottom:5px;display:flex;flex-wrap:wrap;gap:0 14px;font-size:12px;line-height:19px}.legend i{display:inline-block;width:14px;height:3px;margin-right:6px;vertical-align:middle}
        """;

    private static readonly string[] Colors = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#8ab8ff", "#ffb8c4", "#37a2a8", "#c8d36f"];

    private static readonly Dictionary<string, string> Named = new() { ["green"] = "#2c7a32", ["yellow"] = "#9a6b00", ["red"] = "#b3202f", ["blue"] = "#1f5fb0" };

    private readonly double _now = answers.Values.SelectMany(lines => lines).SelectMany(line => line.Points).Max(point => point.At);

    /// <summary>Of the page, in pixels.</summary>
    public int Height => Top + (Row * dashboard.Panels.Max(panel => panel.GridPos.Y + panel.GridPos.H)) + Gap;

    public override string ToString() => $"""
        <!doctype html><html lang="en"><meta charset="utf-8"><title>{Safe(dashboard.Title)}</title><style>{Style}</style><body>
        <header><h1>{Safe(dashboard.Title)}</h1><p>{Safe(dashboard.Description)}</p></header>
        {string.Concat(dashboard.Panels.Select(Draw))}</body></html>
        """;

    private string Draw(Panel panel)
    {
        var (at, wide, high) = (panel.GridPos, (panel.GridPos.W * Column) - Gap, (panel.GridPos.H * Row) - Gap);
        var lines = panel.Targets.SelectMany(target => answers[target].Select(line => (Name: target.Name(line), Line: line))).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section class="{panel.Type}" style="left:{(at.X * Column) + (Gap / 2)}px;top:{Top + (at.Y * Row)}px;width:{wide}px;height:{high}px">
            <h2>{Safe(panel.Title)}</h2>{(panel.IsStat ? Figures(panel, lines) : $"<p>{Safe(panel.Description ?? "")}</p>{Lines(panel.Field, lines, wide, high)}")}</section>
            """);
    }

    private static string Figures(Panel panel, List<(string Name, Series Line)> lines) => lines.Count == 0
        ? $"<div class=\"figures\">{Figure(panel.Field.NoValue ?? "No data", "", Reading.Color(panel.Field, null))}</div>"
        : $"<div class=\"figures\">{string.Concat(lines.Select(line => Figure(panel, line.Name, line.Line.Points[^1].Value)))}</div>";

    private static string Figure(Panel panel, string name, double value) => panel.Options.TextMode switch
    {
        "name" => Figure(name, "", Reading.Color(panel.Field, value)),
        "value_and_name" => Figure(Reading.Words(panel.Field, value), name, Reading.Color(panel.Field, value)),
        _ => Figure(Reading.Words(panel.Field, value), "", Reading.Color(panel.Field, value)),
    };

    private static string Figure(string words, string name, string color) =>
        $"<div style=\"background:{Named.GetValueOrDefault(color, color)}\"><small>{Safe(name)}</small>{Safe(words)}</div>";

    private string Lines(Field field, List<(string Name, Series Line)> lines, int wide, int high)
    {
        var legend = LegendLine * Rows(lines.Select(line => line.Name), wide);
        var picture = new Graph(field, wide - 4, high - TitleHeight - legend - 8).Draw(lines.Select((line, i) => (line.Line, Colors[i % Colors.Length])), _now - span.TotalSeconds, _now);
        return $"{picture}<div class=\"legend\">{string.Concat(lines.Select((line, i) => $"<span><i style=\"background:{Colors[i % Colors.Length]}\"></i>{Safe(line.Name)}</span>"))}</div>";
    }

    /// <summary>How many rows of a legend the names need, by a guess at their breadth that is on the safe side.</summary>
    private static int Rows(IEnumerable<string> names, int wide) => Math.Max(1, (int)Math.Ceiling(names.Sum(name => (name.Length * 7.0) + 36) / wide));

    private static string Safe(string words) => WebUtility.HtmlEncode(words);
}
