using System.Text.Json;

namespace ScoopDetector.Host.Tests.Metrics.Dashboards;

/// <summary>A dashboard as Grafana provisions it: as much of its form as ours use.</summary>
internal sealed record Dashboard(string Uid, string Title, string Description, IReadOnlyList<Panel> Panels)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    /// <summary>Those of this repository.</summary>
    public static IReadOnlyList<Dashboard> All() =>
    [
        .. Directory.GetFiles(Path.Combine(Promtool.Repository(), "infra", "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<Dashboard>(File.ReadAllText(file), Form)!),
    ];
}

internal sealed record Panel(string Type, string Title, string? Description, GridPos GridPos, FieldConfig FieldConfig, PanelOptions Options, IReadOnlyList<Target> Targets)
{
    public Field Field => FieldConfig.Defaults;

    public bool IsStat => Type == "stat";
}

/// <summary>In columns, of which a page has 24, and rows.</summary>
internal sealed record GridPos(int X, int Y, int W, int H);

internal sealed record FieldConfig(Field Defaults);

internal sealed record Field(string? Unit, int? Decimals, double? Max, string? NoValue, IReadOnlyList<Mapping>? Mappings, Thresholds Thresholds, Custom? Custom);

internal sealed record Mapping(IReadOnlyDictionary<string, Mapped> Options);

internal sealed record Mapped(string Text, string Color);

internal sealed record Thresholds(IReadOnlyList<Step> Steps);

/// <param name="Color">From the value on, up to that of the next step.</param>
/// <param name="Value">Null for the first step.</param>
internal sealed record Step(string Color, double? Value);

internal sealed record Custom(string? AxisLabel, ThresholdsStyle? ThresholdsStyle);

internal sealed record ThresholdsStyle(string Mode);

/// <param name="TextMode">Of large figures: value, name or value_and_name.</param>
internal sealed record PanelOptions(string? TextMode);

/// <param name="Expr">What Prometheus is asked.</param>
/// <param name="LegendFormat">How a line is called, with labels in double braces.</param>
internal sealed record Target(string Expr, string LegendFormat)
{
    /// <summary>With the one variable of Grafana's that ours use filled in, for a scrape a second.</summary>
    public string Expression => Expr.Replace("$__rate_interval", "15s", StringComparison.Ordinal);

    public string Name(Series series) => series.Labels.Aggregate(LegendFormat, (name, label) => name.Replace($"{{{{{label.Key}}}}}", label.Value, StringComparison.Ordinal));
}
